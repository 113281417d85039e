import {
  Alert,
  Button,
  CopyButton,
  Group,
  MultiSelect,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { ApiProblem, type Invited } from '@relata/client';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../../app/dialog.tsx';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { forgetPeople, useRoles } from './people-data.ts';

/** Asks somebody in, and shows the link: mail does not always arrive. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['people', 'app']);
  const problem = useProblemText();
  const roles = useRoles();
  const teams = useSmallList('team');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('salesperson');
  const [chosen, setChosen] = useState<string[]>([]);
  const [error, setError] = useState<string>();
  const [former, setFormer] = useState<string>();
  const [invited, setInvited] = useState<Invited>();
  const [isBusy, setBusy] = useState(false);

  const attempt = async (task: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await task();
      await forgetPeople();
    } catch (caught) {
      setError(problem(caught));
      const isFormer = caught instanceof ApiProblem && caught.reason === 'inactive_person';
      setFormer(isFormer ? String(caught.details['user']) : undefined);
    } finally {
      setBusy(false);
    }
  };
  const invite = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const teamsIn = chosen.length ? { teams: chosen } : {};
      setInvited(await client.invite({ email: email.trim(), role, ...teamsIn }));
    });
  };
  const reactivate = (id: string) =>
    attempt(async () => {
      await client.reactivate(id);
      onClose();
    });

  return (
    <Dialog onClose={onClose} isDirty={invited ? false : undefined} title={t('inviteTitle')}>
      {invited ? (
        <InvitedShown invited={invited} email={email} onClose={onClose} />
      ) : (
        <form onSubmit={invite}>
          <Stack gap="md">
            {error && (
              <Alert color="red" variant="light" role="alert">
                {error}
                {former && (
                  <Button
                    variant="light"
                    size="xs"
                    mt="xs"
                    loading={isBusy}
                    onClick={() => void reactivate(former)}
                  >
                    {t('reactivate')}
                  </Button>
                )}
              </Alert>
            )}
            <TextInput
              label={t('email')}
              type="email"
              required
              data-autofocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label={t('column.role')}
              data={roles}
              value={role}
              allowDeselect={false}
              onChange={(value) => value && setRole(value)}
            />
            {teams.length > 0 && (
              <MultiSelect
                label={t('column.teams')}
                data={teams.map((team) => ({ value: team.id, label: team.title }))}
                value={chosen}
                onChange={setChosen}
              />
            )}
            <Group justify="flex-end">
              <CancelButton />
              <Button type="submit" loading={isBusy}>
                {t('invite')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

/** The link is shown this once; sending the invitation again makes another. */
export function InvitedShown({
  invited,
  email,
  onClose,
}: {
  invited: Invited;
  email: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['people', 'app']);
  return (
    <Stack gap="md">
      <Text size="sm">{invited.mailed ? t('mailed', { email }) : t('notMailed')}</Text>
      {invited.seatsFull && (
        <Alert color="orange" variant="light" role="status">
          {t('seatsFull')}
        </Alert>
      )}
      <TextInput
        label={t('link')}
        description={t('linkHint')}
        value={invited.link}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end">
        <CopyButton value={invited.link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('app:close')}</Button>
      </Group>
    </Stack>
  );
}
