import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { type FormEvent, useState } from 'react';
import { arranging } from '../lists/arranging.ts';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useProblemText } from '../../../app/problem-text.ts';
import { offerUndo } from '../../../data/undo.ts';
import { forgetStages } from './arrange-data.ts';

const templates = [
  'sales',
  'documents',
  'inbound',
  'afterSales',
  'realEstate',
  'recruiting',
] as const;

interface Props {
  copyOf: string | null;
  pipelines: readonly AnyRecord[];
  onMade: (id: string) => void;
  onClose: () => void;
}

/** A pipeline begins with the stages of a template, or with those of another pipeline. */
export function NewPipeline({ copyOf, pipelines, onMade, onClose }: Props) {
  const { t } = useTranslation('arrange');
  const problemOf = useProblemText();
  const [from, setFrom] = useState(copyOf ?? 'sales');
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const source = pipelines.find((one) => one.id === from);
  const proposed = source
    ? t('pipelines.copyOf', { name: source.title })
    : t(`templates.${templates.find((one) => one === from) ?? 'sales'}`);
  const written = name ?? proposed;
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const called = written.trim();
      const { data, batch } = source
        ? await arranging.copyPipeline(from, called)
        : await arranging.makePipeline(from, called);
      await forgetStages();
      onMade(data.id);
      offerUndo({ batch, object: 'pipeline', text: t('pipelines.added', { name: called }) });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('pipelines.add')} size="sm">
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="md">
          <Select
            label={t('pipelines.beginWith')}
            data={[
              {
                group: t('pipelines.templates'),
                items: templates.map((value) => ({ value, label: t(`templates.${value}`) })),
              },
              {
                group: t('pipelines.copies'),
                items: pipelines.map((one) => ({ value: one.id, label: one.title })),
              },
            ]}
            value={from}
            allowDeselect={false}
            onChange={(value) => value && setFrom(value)}
          />
          <TextInput
            label={t('pipelines.name')}
            data-autofocus
            required
            maxLength={100}
            error={problem ? problemOf(problem) : undefined}
            value={written}
            onChange={(event) => {
              setProblem(null);
              setName(event.currentTarget.value);
            }}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={!written.trim()}>
              {t('pipelines.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
