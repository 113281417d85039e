import { Button } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useMe } from '../../../data/session.ts';
import { useReading } from '../../../fields/reading.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { startValues } from '../../forms/start-values.ts';
import { useForm } from '../../forms/use-form.ts';
import type { Change } from './change-selected.ts';

interface Props {
  /** What is planned about each of them: activities. */
  planned: DescribedObject;
  /** With how many it is done: `12 selected`. */
  what: string;
  onRun: (change: Change, text: (count: number) => string) => Promise<void>;
}

/** The same to do with each of the records that are selected, in one go (OO-CON-15, OO-TSK-14). */
export function BulkPlan({ planned, what, onRun }: Props) {
  const labels = useLabels();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {labels.object(planned, 'new')}
      </Button>
      {isOpen && (
        <PlanDialog planned={planned} what={what} onRun={onRun} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

function PlanDialog({ planned, what, onRun, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation(['collection', 'app']);
  const labels = useLabels();
  const asked = [...planned.title, ...(planned.sections[0]?.fields ?? []), 'description'];
  const names = asked.filter((name) => {
    const field = planned.fields[name];
    return field && !field.writtenBy && name !== planned.follows;
  });
  const { user } = useMe();
  const { today, now } = useReading();
  const begun = startValues(planned, {}, { me: user, today, now, listOf: () => [] });
  const [start] = useState(Object.fromEntries(names.map((name) => [name, begun[name] ?? null])));
  const form = useForm(planned, names, start);
  const submit = async () => {
    const isDone = await form.submit(async (values) => {
      const filled = Object.entries(values).filter(([, value]) => value !== null);
      const make = { object: planned.name, values: Object.fromEntries(filled) };
      await onRun({ make }, (count) => t('bulk.planned', { count }));
    });
    if (isDone) onClose();
  };
  return (
    <FormDialog
      title={`${labels.object(planned, 'new')}: ${what}`}
      object={planned}
      form={form}
      submit={t('app:save')}
      onSubmit={() => void submit()}
      onClose={onClose}
    />
  );
}
