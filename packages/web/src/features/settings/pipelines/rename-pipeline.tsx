import { Button, Group, Modal, TextInput } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { pipeline as definition } from '@relata/model';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { forgetStages } from './arrange-data.ts';

interface Props {
  pipeline: AnyRecord;
  onClose: () => void;
}

export function RenamePipeline({ pipeline, onClose }: Props) {
  const { t } = useTranslation(['arrange', 'app']);
  const problemOf = useProblemText();
  const [name, setName] = useState(pipeline.title);
  const [problem, setProblem] = useState<unknown>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await changeSetting(
        () => client.update(definition, pipeline.id, { name: name.trim() }),
        t('pipelines.saved'),
      );
      await forgetStages();
      onClose();
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('pipelines.rename')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
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
        <Group justify="flex-end" mt="md">
          <Button type="submit" disabled={!name.trim()}>
            {t('app:save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
