import { MultiSelect, Select, Stack } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useSmallList } from '../../../fields/titles.ts';
import type { Draft, Requirement } from './draft.ts';
import { Conditions } from './rule-input.tsx';

interface Props {
  object: DescribedObject;
  draft: Pick<Draft, 'requirement' | 'from' | 'requiredWhen'>;
  error?: string | undefined;
  onChange: (changes: Partial<Draft>) => void;
}

/** When a field must be filled: never, always, from a stage on, or while a record matches. */
export function RequirementInput({ object, draft, error, onChange }: Props) {
  const { t } = useTranslation('shape');
  const goesThroughStages = object.fields['stage']?.to === 'stage';
  const stages = useSmallList('stage', goesThroughStages);
  const pipelines = useSmallList('pipeline', goesThroughStages);
  const choices: Requirement[] = [
    'no',
    'always',
    ...(goesThroughStages ? (['from'] as const) : []),
    'when',
  ];
  const pipelineOf = (id: string): unknown =>
    plainId(stages.find((one) => one.id === id)?.['pipeline']);
  return (
    <Stack gap="xs">
      <Select
        label={t('required')}
        description={t('requiredHint')}
        error={error}
        data={choices.map((value) => ({ value, label: t(`requirement.${value}`) }))}
        value={draft.requirement}
        allowDeselect={false}
        onChange={(value) => {
          const requirement = choices.find((one) => one === value);
          if (requirement) onChange({ requirement });
        }}
      />
      {draft.requirement === 'from' ? (
        <MultiSelect
          label={t('fromStage')}
          description={t('fromStageHint')}
          data={pipelines.map((pipeline) => ({
            group: pipeline.title,
            items: stages
              .filter(
                (stage) => plainId(stage['pipeline']) === pipeline.id && stage['means'] !== 'lost',
              )
              .map((stage) => ({ value: stage.id, label: stage.title })),
          }))}
          value={draft.from}
          searchable
          onChange={(chosen) => {
            // Of each pipeline one: the latest choice counts.
            const last = new Map(chosen.map((id) => [pipelineOf(id), id]));
            onChange({ from: [...last.values()] });
          }}
        />
      ) : null}
      {draft.requirement === 'when' ? (
        <Conditions
          object={object}
          value={draft.requiredWhen}
          onChange={(requiredWhen) => onChange({ requiredWhen })}
        />
      ) : null}
    </Stack>
  );
}

const plainId = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
