import { Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import type { MissingWish } from '../../data/ask-missing.ts';
import { FormDialog } from './form-dialog.tsx';
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
    <FormDialog
      title={
        typeof record.title === 'string' && record.title
          ? t('missing.title', { title: record.title })
          : t('missing.titleMany')
      }
      object={asking}
      form={form}
      record={record}
      submit={t('missing.save')}
      // Over other dialogs, and below what its own fields open.
      zIndex={250}
      onSubmit={() => void submit()}
      onClose={() => answer(null)}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {count > 1 ? t('missing.textMany', { count }) : t('missing.text')}
      </Text>
    </FormDialog>
  );
}
