import { Select } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { arranging } from '../lists/arranging.ts';
import { useTranslation } from 'react-i18next';
import { useSmallList } from '../../../fields/titles.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { TakeAway } from '../take-away.tsx';
import { idOf } from '../../../fields/contract.ts';
import { forgetStages } from './arrange-data.ts';

interface Props {
  pipeline: AnyRecord;
  others: readonly AnyRecord[];
  onDone: () => void;
  onClose: () => void;
}

/** Deletes a pipeline with its stages, and asks to which stages of which other one its deals go. */
export function DeletePipeline({ pipeline, others, onDone, onClose }: Props) {
  const { t } = useTranslation('arrange');
  const all = useSmallList('stage');
  const [target, setTarget] = useState<string | null>(null);
  const [stages, setStages] = useState<Record<string, string>>({});
  const entry = { plural: 'pipelines', id: pipeline.id };
  const { data: usage } = useQuery({
    queryKey: ['usage', entry],
    queryFn: () => arranging.usageOf(entry),
    staleTime: 0,
    gcTime: 0,
  });
  const count = (usage?.records ?? []).reduce((sum, one) => sum + one.count, 0);
  const own = all.filter((one) => idOf(one['pipeline']) === pipeline.id);
  const alike = (stage: AnyRecord) =>
    all.filter((one) => idOf(one['pipeline']) === target && one['means'] === stage['means']);
  const remove = async () => {
    const batch = await arranging.replaceEntry(entry, target, stages);
    await forgetStages();
    onDone();
    return { batch };
  };
  return (
    <TakeAway
      title={t('pipelines.deleteTitle', { name: pipeline.title })}
      uses={usage ? t(count ? 'pipelines.used' : 'pipelines.unused', { count }) : null}
      confirm={t('pipelines.delete')}
      isHeld={count > 0 && target === null}
      take={() => changeSetting(remove, t('pipelines.deleted', { name: pipeline.title }))}
      onClose={onClose}
    >
      {count > 0 ? (
        <Select
          label={t('pipelines.target')}
          data={others.map((one) => ({ value: one.id, label: one.title }))}
          value={target}
          nothingFoundMessage={t('pipelines.lastOne')}
          onChange={(value) => {
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
    </TakeAway>
  );
}
