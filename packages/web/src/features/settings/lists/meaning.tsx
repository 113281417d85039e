import { NativeSelect, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import classes from '../fields/fields.module.css';

interface Props {
  object: DescribedObject;
  /** What the entry is called. */
  entry: string;
  isNew: boolean;
  value: string;
  onChange: (means: string) => void;
}

/** What an entry means, whatever it is called: chosen while it is new. What records are in keeps its meaning. */
export function Meaning({ object, entry, isNew, value, onChange }: Props) {
  const { t } = useTranslation('arrange');
  const labels = useLabels();
  const { options = [], default: start } = object.fields['means'] ?? {};
  const means = value || String(typeof start === 'object' && 'value' in start ? start.value : '');
  if (!isNew)
    return (
      <Text size="xs" c="dimmed" className={classes['meaning'] ?? ''}>
        {labels.option(object, 'means', means)}
      </Text>
    );
  return (
    <NativeSelect
      size="xs"
      className={classes['meaning'] ?? ''}
      aria-label={t('lists.means', { entry })}
      data={options.map((one) => ({
        value: one.value,
        label: labels.option(object, 'means', one.value),
      }))}
      value={means}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
