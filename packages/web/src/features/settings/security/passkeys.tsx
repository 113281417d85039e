import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { ApiProblem, type SignInFactors } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { dateTimeIn } from './date-time.ts';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';
import { waysQuery } from '../../sign-in/ways.ts';
import { Line } from './line.tsx';
import type { useProving } from './use-proving.tsx';

interface Props extends Pick<SignInFactors, 'keys'> {
  proved: ReturnType<typeof useProving>['proved'];
  /** With the recovery codes that came with the first factor. */
  onChange: (recoveryCodes: string[]) => void;
}

export function Passkeys({ keys, proved, onChange }: Props) {
  const { t, i18n } = useTranslation('security');
  const { data: ways } = useQuery(waysQuery);
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  const end = () => {
    setNaming(false);
    setName('');
  };
  const add = () =>
    attempt(
      async () => {
        const { addPasskey } = await import('../../sign-in/passkey.ts');
        const recoveryCodes = await proved(() => addPasskey(name.trim()));
        end();
        if (recoveryCodes) onChange(recoveryCodes);
      },
      (caught) => (caught instanceof ApiProblem ? undefined : t('passkey.stopped')),
    );
  const remove = (id: string) =>
    void proved(() => client.removePasskey(id)).then(() => onChange([]), sayProblem);
  const date = (moment: string) => dateTimeIn(i18n.language, moment);

  return (
    <Stack gap="xs">
      <Line
        label={t('factors.passkeys')}
        hint={ways?.passkeys === false ? t('factors.passkeysOff') : t('factors.passkeysHint')}
      >
        <Button variant="default" disabled={!ways?.passkeys} onClick={() => setNaming(true)}>
          {t('factors.addPasskey')}
        </Button>
      </Line>
      {keys.map((key) => (
        <Group key={key.id} justify="space-between" wrap="nowrap">
          <Text size="sm">
            {key.name} · {t('factors.added', { date: date(key.createdAt) })}
            {key.usedAt && ` · ${t('factors.lastUsed', { date: date(key.usedAt) })}`}
          </Text>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`${t('factors.remove')}: ${key.name}`}
            onClick={() => remove(key.id)}
          >
            {t('factors.remove')}
          </Button>
        </Group>
      ))}
      {isNaming && (
        <Dialog onClose={end} title={t('factors.addPasskey')}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <Stack gap="md">
              <TextInput
                label={t('factors.passkeyName')}
                placeholder={t('factors.passkeyExample')}
                maxLength={100}
                required
                data-autofocus
                error={error}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit" loading={isBusy}>
                {t('factors.addPasskey')}
              </Button>
            </Stack>
          </form>
        </Dialog>
      )}
    </Stack>
  );
}
