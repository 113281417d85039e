import { ActionIcon, Button, Select, Text, TextInput } from '@mantine/core';
import { comesFromOutside } from '@relata/model';
import { IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { fieldsInOrder } from '../../../engine/collection/state/field-order.ts';
import classes from './processor.module.css';

interface Props {
  /** A name in what is sent, and the field that it fills. */
  pairs: readonly [string, string][];
  error: string | undefined;
  onChange: (pairs: [string, string][]) => void;
}

/** Names that a tool sends and nobody would recognise, each with the field that it fills. */
export function MappingInput({ pairs, error, onChange }: Props) {
  const { t } = useTranslation('processor');
  const labels = useLabels();
  const lead = useObject('lead');
  const fields = fieldsInOrder(lead)
    .filter((name) => name === 'campaign' || comesFromOutside(lead, name))
    .map((value) => ({ value, label: labels.field(lead, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <fieldset className={classes['part']}>
      <legend>{t('mapping.legend')}</legend>
      <Text size="xs" c="dimmed">
        {t('mapping.hint')}
      </Text>
      {pairs.map(([name, field], at) => (
        // Rows have no name of their own yet.
        <div key={at} className={classes['pair']}>
          <TextInput
            aria-label={t('mapping.name', { number: at + 1 })}
            placeholder={t('mapping.example')}
            maxLength={200}
            value={name}
            onChange={(event) => onChange(pairs.with(at, [event.currentTarget.value, field]))}
          />
          <IconArrowRight size={16} aria-hidden />
          <Select
            aria-label={t('mapping.field', { number: at + 1 })}
            data={fields}
            value={field || null}
            searchable
            onChange={(value) => onChange(pairs.with(at, [name, value ?? '']))}
          />
          <ActionIcon
            size={30}
            aria-label={t('mapping.remove', { number: at + 1 })}
            onClick={() => onChange(pairs.filter((_, other) => other !== at))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {error ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      ) : null}
      <div>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...pairs, ['', '']])}
        >
          {t('mapping.add')}
        </Button>
      </div>
    </fieldset>
  );
}
