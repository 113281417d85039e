import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { pipeline as definition } from '@relata/model';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useProblemText } from '../../../app/problem-text.ts';
import { useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { FieldInput } from '../../../fields/index.tsx';
import { changeSetting } from '../../../data/change-setting.ts';
import { FirstName, firstNameOf } from '../first-name.tsx';
import { forgetStages } from './arrange-data.ts';

interface Props {
  pipeline: AnyRecord;
  onClose: () => void;
}

/** When its records turn amber and red, unless a stage says otherwise. */
const limits = ['warnAfterDays', 'rotAfterDays', 'planPausesRot'] as const;

export function RenamePipeline({ pipeline, onClose }: Props) {
  const { t } = useTranslation(['arrange', 'app']);
  const problemOf = useProblemText();
  const object = useObject('pipeline');
  const [name, setName] = useState(pipeline.title);
  const [values, setValues] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(limits.map((one) => [one, pipeline[one] ?? null])),
  );
  const [problem, setProblem] = useState<unknown>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await changeSetting(
        () =>
          client.update(
            definition,
            pipeline.id,
            { name: name.trim(), ...values },
            { base: pipeline.version },
          ),
        t('pipelines.saved'),
      );
      await forgetStages();
      onClose();
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('pipelines.rename')} size="sm">
      <form onSubmit={(event) => void save(event)}>
        <TextInput
          label={t('pipelines.name')}
          data-autofocus
          required
          maxLength={100}
          error={problem ? problemOf(problem) : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FirstName
          first={firstNameOf(pipeline)}
          isRenamed={name !== firstNameOf(pipeline)}
          onBack={() => setName(firstNameOf(pipeline))}
        />
        <Stack gap="sm" mt="sm">
          {limits.map((one) => (
            <FieldInput
              key={one}
              object={object}
              name={one}
              value={values[one] ?? null}
              onChange={(value) => setValues((now) => ({ ...now, [one]: value }))}
            />
          ))}
        </Stack>
        <Group justify="flex-end" mt="md">
          <Button type="submit" disabled={!name.trim()}>
            {t('app:save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
