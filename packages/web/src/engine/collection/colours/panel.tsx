import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { type ColourRule, mostRules, ruleColours } from '@relata/model';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dot } from '../../../fields/dot.tsx';
import { FilterBuilder } from '../filter/builder.tsx';
import { OwnFieldsOnly } from '../filter/field-select.tsx';
import type { Collection } from '../state/use-collection.ts';
import classes from './colours.module.css';

interface Keyed {
  key: number;
  rule: ColourRule;
}

/** Rules by which records get a colour; what is changed shows at once, and is kept with the view. */
export function ColoursPanel({ collection }: { collection: Collection }) {
  const { object, colours, set } = collection;
  const { t } = useTranslation('views');
  const [rules, setRules] = useState<Keyed[]>(() => colours.map((rule, key) => ({ key, rule })));
  const keep = (next: Keyed[]) => {
    setRules(next);
    set({ colours: JSON.stringify(next.map(({ rule }) => rule)) }, true);
  };
  const change = (key: number, part: Partial<ColourRule>) =>
    keep(rules.map((one) => (one.key === key ? { key, rule: { ...one.rule, ...part } } : one)));
  const swap = (at: number, by: -1 | 1) => {
    const [one, other] = [rules[at], rules[at + by]];
    if (one && other) keep(rules.with(at, other).with(at + by, one));
  };
  return (
    <Stack gap="sm" className={classes['panel'] ?? ''}>
      <Text size="sm" c="dimmed">
        {rules.length ? t('colours.intro') : t('colours.none')}
      </Text>
      {rules.map(({ key, rule }, at) => (
        <fieldset key={key} className={classes['rule']}>
          <legend className="visually-hidden">{rule.name || t('colours.label')}</legend>
          <Group gap={6} align="end" wrap="nowrap">
            <Select
              size="xs"
              w={130}
              label={t('colours.colour')}
              allowDeselect={false}
              leftSection={<Dot colour={rule.colour} />}
              data={ruleColours.map((value) => ({ value, label: t(`colours.${value}`) }))}
              value={rule.colour}
              onChange={(colour) => colour && change(key, { colour })}
            />
            <TextInput
              size="xs"
              className={classes['name'] ?? ''}
              label={t('colours.name')}
              maxLength={60}
              value={rule.name}
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <ActionIcon
              size={30}
              aria-label={t('colours.up')}
              disabled={at === 0}
              onClick={() => swap(at, -1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              size={30}
              aria-label={t('colours.down')}
              disabled={at === rules.length - 1}
              onClick={() => swap(at, 1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              size={30}
              aria-label={t('colours.remove')}
              onClick={() => keep(rules.filter((one) => one.key !== key))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
          <OwnFieldsOnly value={true}>
            <FilterBuilder
              object={object}
              filter={rule.filter}
              start={null}
              onChange={(filter) => change(key, { filter })}
            />
          </OwnFieldsOnly>
        </fieldset>
      ))}
      <Button
        size="xs"
        variant="default"
        disabled={rules.length >= mostRules}
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => {
          const colour = ruleColours[rules.length % ruleColours.length] ?? 'red';
          const key = Math.max(-1, ...rules.map((one) => one.key)) + 1;
          keep([...rules, { key, rule: { name: t(`colours.${colour}`), colour, filter: {} } }]);
        }}
      >
        {t('colours.add')}
      </Button>
    </Stack>
  );
}
