import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { checked, FieldInput, isWritable } from '../../fields/index.tsx';

interface Props {
  object: DescribedObject;
  opened: boolean;
  onClose: () => void;
  /** One field and the value that all get; null empties it. */
  onSubmit: (set: Record<string, unknown>) => void | Promise<void>;
  /** How many records it concerns, where that is known. */
  count?: number | undefined;
}

/** Gives one field of many records the same value. */
export function EditMany({ object, opened, onClose, onSubmit, count }: Props) {
  const { t } = useTranslation('fields');
  const labels = useLabels();
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const field = name === null ? undefined : object.fields[name];
  const choices = Object.keys(object.fields)
    .filter((one) => {
      const known = object.fields[one];
      return known && isWritable(known) && !known.unique && one !== 'tags';
    })
    .map((one) => ({ value: one, label: labels.field(object, one) }))
    .sort((a, b) => a.label.localeCompare(b.label));

  const submit = async () => {
    if (!field || name === null) return;
    const result = checked(field, value);
    if (result.error) {
      setError(labels.invalid(result.error));
      return;
    }
    setBusy(true);
    try {
      await onSubmit({ [name]: result.value });
      setName(null);
      setValue(null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('many.title')} size="md" closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          {count === undefined ? null : (
            <Text size="sm" c="dimmed">
              {t('many.count', { count })}
            </Text>
          )}
          <Select
            label={t('many.field')}
            data={choices}
            searchable
            data-autofocus
            value={name}
            onChange={(next) => {
              setName(next);
              setValue(null);
              setError(undefined);
            }}
          />
          {field && name !== null ? (
            <FieldInput
              key={name}
              object={object}
              name={name}
              label={t('many.value')}
              description={field.required ? undefined : t('many.empty')}
              value={value}
              record={{}}
              error={error}
              onChange={(next) => {
                setValue(next);
                setError(undefined);
              }}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" disabled={!field} loading={isBusy}>
              {t('many.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
