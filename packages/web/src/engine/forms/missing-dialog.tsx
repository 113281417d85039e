import { Button, Group, Modal, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import type { MissingWish } from '../../data/ask-missing.ts';
import { FieldList } from './field-list.tsx';
import { useForm } from './use-form.ts';

/** Asks for the few fields without which a change is not taken, then goes on with it. */
export function MissingDialog({ wish }: { wish: MissingWish }) {
  const { object, record, names, count, answer } = wish;
  const { t } = useTranslation('fields');
  const fields = Object.fromEntries(
    names.flatMap((name) => {
      const field = object.fields[name];
      return field ? [[name, { ...field, required: true }]] : [];
    }),
  );
  const asking: DescribedObject = { ...object, fields: { ...object.fields, ...fields } };
  const form = useForm({ ...asking, fields }, names, {});
  const submit = () => form.submit(async (values) => answer(values));
  return (
    <Modal
      opened
      onClose={() => answer(null)}
      title={
        typeof record.title === 'string' && record.title
          ? t('missing.title', { title: record.title })
          : t('missing.titleMany')
      }
      size="md"
      // Over other dialogs, and below what its own fields open.
      zIndex={250}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Text size="sm" c="dimmed" mb="sm">
          {count > 1 ? t('missing.textMany', { count }) : t('missing.text')}
        </Text>
        {form.problem ? (
          <Text size="sm" c="red" role="alert" mb="sm">
            {form.problem}
          </Text>
        ) : null}
        <FieldList
          object={asking}
          names={names}
          values={{ ...record, ...form.values }}
          errors={form.errors}
          onChange={form.set}
          autoFocus
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={() => answer(null)}>
            {t('form.cancel')}
          </Button>
          <Button type="submit">{t('missing.save')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
