import { type Grouping, groupingFrom, showsActivities } from '@relata/model';
import { Button, Checkbox, Menu, Popover, Radio, ScrollArea, Stack } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import {
  IconCheck,
  IconChevronDown,
  IconColumns3,
  IconLayoutCards,
  IconLayoutKanban,
  IconRoute,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import styles from './board.module.css';
import { possibleCardFields } from './group-fields.ts';
import { groupings, nextActivity } from './grouping.ts';
import { countedBy } from './count-to-do.ts';
import { PeriodBar } from './period-bar.tsx';
import { useCountedBy } from './use-to-do.ts';

interface Props {
  object: DescribedObject;
  grouping: Grouping;
  onGroup: (field: string) => void;
  /** A day in the first of the periods, where there are any. */
  day: string;
  onDay: (day: string) => void;
  /** Those to switch between; empty where the columns have no parent. */
  pipelines: readonly AnyRecord[];
  pipeline: string | null;
  /** Null: all of them. */
  onPipeline: (id: string | null) => void;
  cards: readonly string[];
  onCards: (fields: string[]) => void;
  /** Opens what says how columns are put together, and what they add up. */
  onColumns: () => void;
}

/** What the board shows: which pipeline, by what, and what stands on the cards. */
export function Bar({
  object,
  grouping,
  onGroup,
  day,
  onDay,
  pipelines,
  pipeline,
  onPipeline,
  cards,
  onCards,
  onColumns,
}: Props) {
  const { t } = useTranslation('board');
  const labels = useLabels();
  const [counts, setCounts] = useCountedBy();
  const { field, unit } = grouping;
  const groups = groupings(object).flatMap((name) => groupingFrom(name) ?? []);
  const labelOf = (one: Grouping) =>
    one.field === nextActivity ? t('byActivity') : labels.field(object, one.field);
  const isHere = (one: Grouping) => one.field === field && (one.unit === null) === (unit === null);
  const all = unit === null ? [] : [{ value: '', label: t('allPipelines') }];
  const chosen = pipelines.find((one) => one.id === pipeline);
  const byName = (a: string, b: string) =>
    labels.field(object, a).localeCompare(labels.field(object, b));
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('bar')}>
      {pipelines.length > 1 ? (
        <Pick
          icon={<IconRoute size={16} />}
          label={chosen?.title ?? t('allPipelines')}
          title={t('pipeline')}
          value={pipeline ?? ''}
          options={[...all, ...pipelines.map((one) => ({ value: one.id, label: one.title }))]}
          onPick={(id) => onPipeline(id || null)}
        />
      ) : null}
      {groups.length > 1 ? (
        <Pick
          icon={<IconLayoutKanban size={16} />}
          label={labelOf(grouping)}
          title={t('groupBy')}
          value={groups.find(isHere)?.name ?? null}
          options={groups.map((one) => ({ value: one.name, label: labelOf(one) }))}
          onPick={onGroup}
        />
      ) : null}
      {unit !== null && field !== nextActivity ? (
        <PeriodBar
          unit={unit}
          day={day}
          onUnit={(next) => onGroup(`${field}:${next}`)}
          onDay={onDay}
        />
      ) : null}
      <Button
        variant="default"
        size="compact-sm"
        aria-haspopup="dialog"
        leftSection={<IconColumns3 size={16} />}
        onClick={onColumns}
      >
        {t('columns')}
      </Button>
      <Popover position="bottom-start">
        <Popover.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconLayoutCards size={16} />}>
            {t('cardFields')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs">
          <ScrollArea.Autosize mah={340} type="auto">
            <Stack gap={6} pr="sm">
              {possibleCardFields(object)
                .toSorted(byName)
                .map((name) => (
                  <Checkbox
                    key={name}
                    size="xs"
                    label={labels.field(object, name)}
                    checked={cards.includes(name)}
                    onChange={(event) =>
                      onCards(
                        event.currentTarget.checked
                          ? [...cards, name]
                          : cards.filter((one) => one !== name),
                      )
                    }
                  />
                ))}
            </Stack>
          </ScrollArea.Autosize>
          {showsActivities(object) ? (
            <Radio.Group
              mt="sm"
              pt="xs"
              className={styles['counters'] ?? ''}
              size="xs"
              label={t('counters.title')}
              value={counts}
              onChange={(value) => setCounts(value === 'activity' ? 'activity' : 'record')}
            >
              <Stack gap={6} mt={6}>
                {countedBy.map((one) => (
                  <Radio key={one} size="xs" value={one} label={t(`counters.${one}`)} />
                ))}
              </Stack>
            </Radio.Group>
          ) : null}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

interface PickProps {
  icon: React.ReactNode;
  label: string;
  title: string;
  value: string | null;
  options: { value: string; label: string }[];
  onPick: (value: string) => void;
}

function Pick({ icon, label, title, value, options, onPick }: PickProps) {
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={icon}
          rightSection={<IconChevronDown size={14} />}
          aria-label={`${title}: ${label}`}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{title}</Menu.Label>
        {options.map((one) => (
          <Menu.Item
            key={one.value}
            onClick={() => onPick(one.value)}
            aria-current={one.value === value || undefined}
            rightSection={one.value === value ? <IconCheck size={14} aria-hidden /> : null}
          >
            {one.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
