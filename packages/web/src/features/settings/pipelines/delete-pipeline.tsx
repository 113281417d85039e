import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { arranging } from '../lists/arranging.ts';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../app/problem-text.ts';
import { offerUndo } from '../../../data/undo.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { forgetStages, idOf } from './arrange-data.ts';

interface Props {
  pipeline: AnyRecord;
  others: readonly AnyRecord[];
  onDone: () => void;
  onClose: () => void;
}

/** Deletes a pipeline with its stages, and asks to which stages of which other one its deals go. */
export function DeletePipeline({ pipeline, others, onDone, onClose }: Props) {
  const { t } = useTranslation(['arrange', 'app']);
  const problemOf = useProblemText();
  const all = useSmallList('stage');
  const [target, setTarget] = useState<string | null>(null);
  const [stages, setStages] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const entry = { plural: 'pipelines', id: pipeline.id };
  const { data: usage } = useQuery({
    queryKey: ['usage', entry],
    queryFn: () => arranging.usageOf(entry),
    staleTime: 0,
    gcTime: 0,
  });
  const count = (usage ?? []).reduce((sum, one) => sum + one.count, 0);
  const own = all.filter((one) => idOf(one['pipeline']) === pipeline.id);
  const alike = (stage: AnyRecord) =>
    all.filter((one) => idOf(one['pipeline']) === target && one['means'] === stage['means']);
  const remove = async () => {
    setBusy(true);
    try {
      const batch = await arranging.replaceEntry(entry, target, stages);
      await forgetStages();
      const text = t('pipelines.deleted', { name: pipeline.title });
      offerUndo({ batch, object: 'deal', text, changesCatalog: true });
      onDone();
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('pipelines.deleteTitle', { name: pipeline.title })}
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {usage ? (count ? t('pipelines.used', { count }) : t('pipelines.unused')) : ' '}
        </Text>
        {count > 0 ? (
          <Select
            label={t('pipelines.target')}
            data={others.map((one) => ({ value: one.id, label: one.title }))}
            value={target}
            nothingFoundMessage={t('pipelines.lastOne')}
            onChange={(value) => {
              setProblem(null);
              setStages({});
              setTarget(value);
            }}
          />
        ) : null}
        {target
          ? own.map((stage) => (
              <Select
                key={stage.id}
                size="xs"
                label={t('pipelines.stageTarget', { name: stage.title })}
                data={alike(stage).map((one) => ({ value: one.id, label: one.title }))}
                value={stages[stage.id] ?? alike(stage)[0]?.id ?? null}
                allowDeselect={false}
                onChange={(value) => value && setStages((now) => ({ ...now, [stage.id]: value }))}
              />
            ))
          : null}
        {problem ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problemOf(problem)}
          </Text>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            color="red"
            loading={isBusy}
            disabled={!usage || (count > 0 && target === null)}
            onClick={() => void remove()}
          >
            {t('pipelines.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
