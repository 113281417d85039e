import { Alert, Button, Group, Modal } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { change, remove } from '../../../data/writes.ts';
import { sayProblem } from '../../../data/undo.ts';
import { FieldList } from '../../../engine/forms/field-list.tsx';
import { useForm } from '../../../engine/forms/use-form.ts';

interface Props {
  object: DescribedObject;
  team: AnyRecord;
  onClose: () => void;
}

const shown = ['name', 'parent', 'leads', 'members'];

/** Name, place, leads and members of a team. */
export function TeamDialog({ object, team, onClose }: Props) {
  const { t } = useTranslation(['people', 'app']);
  const start = Object.fromEntries(shown.map((name) => [name, team[name] ?? null]));
  const form = useForm(object, shown, start);
  const save = async () => {
    const isSaved = await form.submit(async (values) => {
      await change(
        object,
        team,
        Object.fromEntries(shown.map((name) => [name, values[name] ?? null])),
      );
    });
    if (isSaved) onClose();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t('teamTree.edit', { team: team.title })}>
      {form.problem && (
        <Alert color="red" role="alert" mb="sm">
          {form.problem}
        </Alert>
      )}
      <FieldList
        object={object}
        names={shown}
        values={form.values}
        errors={form.errors}
        onChange={form.set}
        autoFocus
      />
      <Group justify="space-between" mt="md">
        <Button
          variant="subtle"
          color="red"
          onClick={() => remove(object, [team]).then(onClose, sayProblem)}
        >
          {t('teamTree.remove')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button loading={form.isBusy} onClick={() => void save()}>
            {t('app:save')}
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
