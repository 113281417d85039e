import { ColorInput } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { stage as definition } from '@relata/model';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { offerUndo } from '../../../data/undo.ts';
import { useFieldErrors } from '../../../engine/forms/field-errors.ts';
import { FieldInput } from '../../../fields/index.tsx';
import { FirstName, firstNameOf } from '../first-name.tsx';
import { SettingDrawer } from '../setting-drawer.tsx';
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
  /** Behind which a new one stands; null: behind all that mean the same. */
  after: AnyRecord | null;
  stages: readonly AnyRecord[];
  onClose: () => void;
}

const asked = [
  ...(['name', 'nickname', 'means', 'probability'] as const),
  ...(['warnAfterDays', 'rotAfterDays', 'help'] as const),
];

/** What a stage is called, means and says; wherever a new one is put, it stands among those that mean the same. */
export function StageForm({ object, pipeline, stage, after, stages, onClose }: Props) {
  const { t } = useTranslation(['arrange', 'app']);
  const labels = useLabels();
  const [values, setValues] = useState<Record<string, unknown>>(
    () =>
      stage ?? {
        means: after?.['means'] ?? 'open',
        probability: after?.['probability'] ?? 50,
        colour: swatches[0],
      },
  );
  const [problem, setProblem] = useState<unknown>(null);
  const set = (name: string, value: unknown) => {
    setProblem(null);
    setValues((now) => ({ ...now, [name]: value }));
  };
  const at = useFieldErrors(problem);
  const name = String(values['name'] ?? '').trim();
  const first = firstNameOf(stage);
  const hints: Partial<Record<(typeof asked)[number], string>> = {
    nickname: t('stages.nicknameHint'),
    rotAfterDays: t('stages.rotHint'),
  };
  const save = async () => {
    try {
      const all = [...asked, 'colour'];
      const changed = Object.fromEntries(
        all.filter((one) => values[one] !== stage?.[one]).map((one) => [one, values[one] ?? null]),
      );
      const { batch } = stage
        ? await client.update(definition, stage.id, changed, { base: stage.version })
        : await client.batch(definition, insert({ ...changed, pipeline }));
      await forgetStages();
      offerUndo({
        batch,
        object: 'stage',
        text: t(stage ? 'stages.saved' : 'stages.added', { name }),
      });
      onClose();
    } catch (error) {
      setProblem(error);
    }
  };
  /** The new one behind the other, and what stood there one further on; or last of all, and put right by the server. */
  const insert = (made: Record<string, unknown>) => {
    const place = after && after['means'] === made['means'] ? stages.indexOf(after) + 1 : null;
    const last = 1 + Math.max(0, ...stages.map((one) => Number(one['position'] ?? 0)));
    return {
      create: [{ ...made, position: place ?? last }],
      update:
        place === null ? [] : stages.map(({ id }, i) => ({ id, position: i < place ? i : i + 1 })),
    };
  };
  const isSaid = at(...asked, 'colour') !== undefined;
  return (
    <SettingDrawer
      title={stage ? t('stages.edit', { name: stage.title }) : t('stages.add')}
      problem={isSaid ? null : problem}
      submit={t('app:save')}
      isReady={Boolean(name)}
      typed={values}
      onSubmit={save}
      onClose={onClose}
    >
      {asked.map((one) => (
        <Fragment key={one}>
          <FieldInput
            object={object}
            name={one}
            value={values[one] ?? null}
            label={one === 'means' ? t('stages.means') : undefined}
            description={hints[one]}
            autoFocus={one === 'name'}
            error={at(one)}
            onChange={(value) => set(one, value)}
          />
          {one === 'name' ? (
            <FirstName
              first={first}
              isRenamed={values['name'] !== first}
              onBack={() => set('name', first)}
            />
          ) : null}
        </Fragment>
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
    </SettingDrawer>
  );
}
