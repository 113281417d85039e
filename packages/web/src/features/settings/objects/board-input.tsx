import { Group, Select } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { groupFields } from '../../../engine/board/group-fields.ts';

type Board = { by: string; sum?: string };

interface Props {
  object: DescribedObject;
  value: Board | null;
  onChange: (board: Board | null) => void;
}

const numbers = new Set(['money', 'number', 'integer', 'percent', 'duration']);

/** By which field its boards are made, and what stands above their columns. */
export function BoardInput({ object, value, onChange }: Props) {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const named = (name: string) => ({ value: name, label: labels.field(object, name) });
  const columns = groupFields(object);
  const sums = Object.entries(object.fields).flatMap(([name, { kind }]) =>
    numbers.has(kind) ? [name] : [],
  );
  return (
    <Group grow align="start" gap="xs">
      <Select
        label={t('boardBy')}
        description={columns.length ? undefined : t('boardNeeds')}
        data={columns.map(named)}
        value={value?.by ?? null}
        disabled={!columns.length}
        clearable
        clearButtonProps={{ 'aria-label': t('noBoard') }}
        onChange={(by) => onChange(by ? { by, ...(value?.sum && { sum: value.sum }) } : null)}
      />
      <Select
        label={t('boardSum')}
        data={sums.map(named)}
        value={value?.sum ?? null}
        disabled={!value || !sums.length}
        clearable
        clearButtonProps={{ 'aria-label': t('noSum') }}
        onChange={(sum) => value && onChange({ by: value.by, ...(sum && { sum }) })}
      />
    </Group>
  );
}
