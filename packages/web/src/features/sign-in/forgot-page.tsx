import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { Door } from './door.tsx';
import { useAttempt } from './use-attempt.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was typed as one's address where one came from; not in the address, which others may read. */
    email?: string;
  }
}

/** Asks for a link by mail. What it says is the same whether or not the address is known. */
export function ForgotPage() {
  const { t } = useTranslation(['security', 'app']);
  const [email, setEmail] = useState(useLocation().state.email ?? '');
  const [sent, setSent] = useState<boolean>();
  const { attempt, error, isBusy } = useAttempt();
  useTitleOfPage(t('forgot.title'));
  const ask = () => attempt(async () => setSent((await client.forgotPassword(email.trim())).sent));
  const back = (
    <Anchor size="sm" component={Link} to="/sign-in">
      {t('forgot.back')}
    </Anchor>
  );
  if (sent !== undefined)
    return (
      <Door title={t('forgot.title')}>
        <Text role="status">
          {sent ? t('forgot.sent', { email: email.trim() }) : t('forgot.noMail')}
        </Text>
        {back}
      </Door>
    );
  return (
    <Door title={t('forgot.title')} error={error} onSubmit={() => void ask()}>
      <Text size="sm">{t('forgot.text')}</Text>
      <TextInput
        label={t('app:signIn.email')}
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" loading={isBusy} fullWidth>
        {t('forgot.submit')}
      </Button>
      {back}
    </Door>
  );
}
