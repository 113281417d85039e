import { Button, ColorInput, Drawer, Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type AnyRecord, ApiProblem, type DescribedObject } from '@relata/client';
import { stage as definition } from '@relata/model';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { offerUndo } from '../../../data/undo.ts';
import { FieldInput } from '../../../fields/index.tsx';
import { forgetStages } from './arrange-data.ts';

const swatches = [
  ...['#74c0fc', '#4dabf7', '#748ffc', '#9775fa', '#f783ac', '#ffa94d', '#ffd43b'],
  ...['#40c057', '#38d9a9', '#fa5252', '#868e96'],
];

interface Props {
  object: DescribedObject;
  pipeline: string;
  /** Null: a new one. */
  stage: AnyRecord | null;
  stages: readonly AnyRecord[];
  onClose: () => void;
}

const asked = ['name', 'means', 'probability', 'warnAfterDays', 'rotAfterDays', 'help'] as const;

/** What a stage is called, means and says; a new one stands behind those that mean the same. */
export function StageForm({ object, pipeline, stage, stages, onClose }: Props) {
  const { t } = useTranslation(['arrange', 'app']);
  const labels = useLabels();
  const problemOf = useProblemText();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [values, setValues] = useState<Record<string, unknown>>(
    () => stage ?? { means: 'open', probability: 50, colour: swatches[0] },
  );
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const set = (name: string, value: unknown) => {
    setProblem(null);
    setValues((now) => ({ ...now, [name]: value }));
  };
  const errors = problem instanceof ApiProblem ? problem.errors : [];
  const at = (name: string) => {
    const found = errors.find((one) => one.field === name);
    return found && labels.invalid(found);
  };
  const name = String(values['name'] ?? '').trim();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const all = [...asked, 'colour'];
      const changed = Object.fromEntries(
        all.filter((one) => values[one] !== stage?.[one]).map((one) => [one, values[one] ?? null]),
      );
      const { batch } = stage
        ? await client.update(definition, stage.id, changed)
        : await client.create(definition, { ...changed, pipeline, position: lastPlace() });
      await forgetStages();
      offerUndo({
        batch,
        object: 'stage',
        text: t(stage ? 'stages.saved' : 'stages.added', { name }),
      });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const lastPlace = () => 1 + Math.max(0, ...stages.map((one) => Number(one['position'] ?? 0)));
  const isSaid = errors.some((one) => object.fields[one.field]);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isNarrow ? '100%' : 420}
      title={stage ? t('stages.edit', { name: stage.title }) : t('stages.add')}
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          {asked.map((one) => (
            <FieldInput
              key={one}
              object={object}
              name={one}
              value={values[one] ?? null}
              label={one === 'means' ? t('stages.means') : undefined}
              description={one === 'rotAfterDays' ? t('stages.rotHint') : undefined}
              autoFocus={one === 'name'}
              error={at(one)}
              onChange={(value) => set(one, value)}
            />
          ))}
          <ColorInput
            label={labels.field(object, 'colour')}
            description={t('stages.colourHint')}
            format="hex"
            swatches={swatches}
            value={String(values['colour'] ?? '')}
            error={at('colour')}
            onChange={(value) => set('colour', value)}
          />
          {problem && !isSaid ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {problemOf(problem)}
            </Text>
          ) : null}
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={!name}>
              {t('app:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
