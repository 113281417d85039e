import { Button } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { change, remove } from '../../../data/writes.ts';
import { sayProblem } from '../../../data/undo.ts';
import { FormDialog } from '../../../engine/forms/form-dialog.tsx';
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
    <FormDialog
      title={t('teamTree.edit', { team: team.title })}
      object={object}
      form={form}
      size="lg"
      submit={t('app:save')}
      aside={
        <Button
          variant="subtle"
          color="red"
          onClick={() => remove(object, [team]).then(onClose, sayProblem)}
        >
          {t('teamTree.remove')}
        </Button>
      }
      onSubmit={() => void save()}
      onClose={onClose}
    />
  );
}
