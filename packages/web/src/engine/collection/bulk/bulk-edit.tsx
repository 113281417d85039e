import { isAlwaysRequired } from '@relata/model';
import { Button, Group, Select, Stack, Switch } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { fieldsInOrder } from '../state/field-order.ts';
import { checked, FieldInput, isWritable } from '../../../fields/index.tsx';

interface Props {
  object: DescribedObject;
  /** Asked for where it is left out. */
  field?: string;
  count: number;
  /** The same in words: `10,000+`. */
  number: string;
  onApply: (set: Record<string, unknown>, text: (count: number) => string) => void;
}

/** Gives one field of many records the same value, or empties it. */
export function BulkEdit({ object, field: fixed, count, number, onApply }: Props) {
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const [field, setField] = useState(fixed ?? null);
  const [value, setValue] = useState<unknown>(null);
  const [empties, setEmpties] = useState(false);
  const [error, setError] = useState<string>();
  const definition = field ? object.fields[field] : undefined;
  const form = useRef<HTMLFormElement>(null);
  // An input that takes the focus by itself opens its list, which hides what stands below.
  useEffect(() => {
    if (fixed) form.current?.querySelector('input')?.focus();
  }, [fixed]);

  const choices = fieldsInOrder(object)
    .filter((name) => {
      const one = object.fields[name];
      return (
        one &&
        isWritable(one) &&
        !['json', 'files', 'tags'].includes(one.kind) &&
        !object.title.includes(name) &&
        !one.unique &&
        !one.uniqueWithin
      );
    })
    .map((name) => ({ value: name, label: labels.field(object, name) }));

  const apply = () => {
    if (!field || !definition) return;
    const result = empties ? { value: null } : checked(definition, value);
    if ('error' in result && result.error) {
      setError(labels.invalid(result.error));
      return;
    }
    const given = 'value' in result ? result.value : null;
    if (given === null && !empties) return;
    onApply({ [field]: given }, (done) =>
      t('bulk.edited', { count: done, field: labels.field(object, field) }),
    );
  };

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Stack gap="sm">
        {!fixed && (
          <Select
            label={t('bulk.field')}
            data={choices}
            value={field}
            searchable
            autoFocus
            data-autofocus
            onChange={(name) => {
              setField(name);
              setValue(null);
              setError(undefined);
            }}
          />
        )}
        {field && !empties && (
          <FieldInput
            key={field}
            object={object}
            name={field}
            value={value}
            inline
            required={false}
            error={error}
            onChange={(next) => {
              setValue(next);
              setError(undefined);
            }}
          />
        )}
        {definition && !isAlwaysRequired(definition) && (
          <Switch
            size="xs"
            label={t('bulk.empty')}
            checked={empties}
            onChange={(event) => setEmpties(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={!field || (value === null && !empties)}>
            {t('bulk.apply', { count, number })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
