import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../dialog.tsx';
import { client } from '../../data/client.ts';
import { sayProblem } from '../../data/undo.ts';
import { goTo } from './go-to-workspace.ts';

/** Another workspace on the same server, for whoever asks; it opens at once. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { id } = await client.makeWorkspace(name.trim());
      await goTo(id);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('shell.newWorkspace')}>
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="md">
          <TextInput
            label={t('shell.workspaceName')}
            description={t('shell.newWorkspaceHint')}
            required
            maxLength={120}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <CancelButton />
            <Button type="submit" loading={isBusy} disabled={!name.trim()}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
