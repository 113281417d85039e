import { ActionIcon, Badge, Button, Group, Menu, Stack, Text } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { type Filter, type LeadTarget, readTargets } from '@relata/model';
import {
  IconDots,
  IconEye,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconPower,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSetting } from '../../../data/change-setting.ts';
import { useFormat } from '../../../app/format.ts';
import { useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { refreshTables } from '../../../data/records.ts';
import { queryClient } from '../../../data/query-client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { change } from '../../../data/writes.ts';
import { FilterWords } from '../../../engine/collection/filter/chips.tsx';
import { useSmallList, useTitle } from '../../../fields/titles.ts';
import { OrderedList } from '../ordered-list.tsx';
import { RuleForm } from './rule-form.tsx';
import { RunDialog } from './run-dialog.tsx';
import { objectOfTarget } from './targets-input.tsx';
import classes from './processor.module.css';

/** The rules in their order: the first that matches a lead decides (EP-LPROC-12). */
export function Rules() {
  const { t } = useTranslation('processor');
  const object = useObject('leadRule');
  const rules = useSmallList('leadRule');
  const [editing, setEditing] = useState<{ rule: AnyRecord | null } | null>(null);
  const [running, setRunning] = useState<{ rule: AnyRecord | null; isDry: boolean } | null>(null);
  const order = async (ordered: readonly AnyRecord[]) => {
    const update = ordered.map(({ id }, priority) => ({ id, priority }));
    queryClient.setQueryData(['list', 'leadRule', 'all'], ordered);
    await changeSetting(() => client.batch(object, { update }), t('rules.moved')).catch(sayProblem);
    await queryClient.invalidateQueries({ queryKey: ['list', 'leadRule'] });
    refreshTables('leadRule');
  };
  const last = Math.max(-1, ...rules.map((one) => Number(one['priority'] ?? 0)));
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <Text size="sm" c="dimmed" maw={560}>
          {t('rules.intro')}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            disabled={!rules.some((one) => one['active'])}
            onClick={() => setRunning({ rule: null, isDry: true })}
          >
            {t('run.dry')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            disabled={!rules.some((one) => one['active'])}
            onClick={() => setRunning({ rule: null, isDry: false })}
          >
            {t('run.execute')}
          </Button>
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing({ rule: null })}
          >
            {t('rules.add')}
          </Button>
        </Group>
      </Group>
      {rules.length === 0 ? <Text>{t('rules.none')}</Text> : null}
      <OrderedList
        label={t('rules.list')}
        items={rules}
        isFixed={false}
        onOrder={(ordered) => void order(ordered)}
        onOpen={(rule) => setEditing({ rule })}
        renderName={(rule) => (
          <>
            <b>{rule.title}</b>{' '}
            {rule['active'] === true ? null : (
              <Badge size="xs" variant="light" color="gray" tt="none">
                {t('rules.off')}
              </Badge>
            )}
          </>
        )}
        renderMore={(rule) => <RuleWords rule={rule} />}
        renderEnd={(rule) => (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={28} aria-label={t('rules.menu', { name: rule.title })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconPencil size={16} />}
                onClick={() => setEditing({ rule })}
              >
                {t('rules.edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconEye size={16} />}
                onClick={() => setRunning({ rule, isDry: true })}
              >
                {t('run.dry')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconPlayerPlay size={16} />}
                onClick={() => setRunning({ rule, isDry: false })}
              >
                {t('run.execute')}
              </Menu.Item>
              <Menu.Item
                leftSection={
                  rule['active'] === true ? <IconPlayerPause size={16} /> : <IconPower size={16} />
                }
                onClick={() =>
                  void change(object, rule, { active: rule['active'] !== true }).catch(sayProblem)
                }
              >
                {t(rule['active'] === true ? 'rules.switchOff' : 'rules.switchOn')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      />
      {editing ? (
        <RuleForm
          key={editing.rule?.id ?? ''}
          object={object}
          rule={editing.rule}
          last={last}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {running ? (
        <RunDialog rule={running.rule} isDry={running.isDry} onClose={() => setRunning(null)} />
      ) : null}
    </Stack>
  );
}

/** What it asks for, and to whom it gives. */
function RuleWords({ rule }: { rule: AnyRecord }) {
  const { t } = useTranslation('processor');
  const lead = useObject('lead');
  const filter = (rule['filter'] ?? {}) as Filter;
  const read = readTargets(rule['targets']);
  const targets = typeof read === 'string' ? [] : read;
  return (
    <div className={classes['ruleWords']}>
      <Text size="xs" c="dimmed">
        {Object.keys(filter).length ? (
          <FilterWords object={lead} filter={filter} />
        ) : (
          t('rules.everything')
        )}
      </Text>
      <Text size="xs" component="div">
        {targets.length ? (
          <ul className={classes['shares']}>
            {targets.map((target) => (
              <TargetWords key={JSON.stringify(target)} target={target} />
            ))}
          </ul>
        ) : (
          t('rules.nobody')
        )}
      </Text>
    </div>
  );
}

function TargetWords({ target: { percent, ...whom } }: { target: LeadTarget }) {
  const format = useFormat();
  const [kind = 'user', id = ''] = Object.entries(whom)[0] ?? [];
  const title = useTitle(objectOfTarget[kind as keyof typeof objectOfTarget], { id });
  return (
    <li>
      {title} <b>{format.percent(percent)}</b>
    </li>
  );
}
