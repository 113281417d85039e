import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { client } from '../../../data/client.ts';
import { useMe } from '../../../data/session.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';
import { waysQuery } from '../../sign-in/ways.ts';
import { Line } from './line.tsx';
import { useProving } from './use-proving.tsx';

/** The address with which one signs in, and how to get another. */
export function Email() {
  const { t } = useTranslation('security');
  const { user } = useMe();
  const { data: ways } = useQuery(waysQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="md" component="section" aria-labelledby="email-title">
      <Title order={3} id="email-title">
        {t('email.title')}
      </Title>
      <Line
        label={user.email}
        hint={ways?.mail === false ? t('email.noMail') : t('email.text', { email: user.email })}
      >
        {ways?.mail && (
          <Button
            variant="default"
            aria-label={`${t('email.change')}: ${t('email.title')}`}
            onClick={() => setOpen(true)}
          >
            {t('email.change')}
          </Button>
        )}
      </Line>
      {isOpen && <EmailDialog onClose={() => setOpen(false)} />}
    </Stack>
  );
}

function EmailDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['security', 'app']);
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const { attempt, error, isBusy } = useAttempt();
  const { proving, proved } = useProving();
  const ask = () =>
    attempt(async () => {
      if (await proved(() => client.askForEmail(email.trim()))) setSent(true);
    });
  return (
    <Dialog isDirty={isSent ? false : undefined} onClose={onClose} title={t('email.dialog')}>
      {isSent ? (
        <Stack gap="md">
          <Text size="sm" role="status">
            {t('email.sent', { email: email.trim() })}
          </Text>
          <Button onClick={onClose}>{t('app:close')}</Button>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <Stack gap="md">
            <TextInput
              type="email"
              label={t('email.new')}
              description={t('email.hint')}
              autoComplete="email"
              required
              data-autofocus
              error={error}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" loading={isBusy}>
              {t('email.submit')}
            </Button>
          </Stack>
        </form>
      )}
      {proving}
    </Dialog>
  );
}
