import { Anchor, Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { Door } from './door.tsx';
import { useAttempt } from './use-attempt.ts';

/** Behind the link to a new address, whose secret stands behind the `#`. Opening it is not yet confirming: programs look at letters, too. */
export function NewEmailPage() {
  const { t } = useTranslation('security');
  const [token] = useState(() => window.location.hash.slice(1));
  const [email, setEmail] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  useTitleOfPage(t('newEmail.title'));
  // It shall not stay in the browser's history, nor be read over a shoulder.
  useEffect(() => window.history.replaceState(window.history.state, '', '/new-email'), []);
  const confirm = () =>
    attempt(async () => {
      setEmail((await client.confirmEmail(token)).email);
    });

  if (email || !token)
    return (
      <Door title={t('newEmail.title')}>
        <Text role="status">{email ? t('newEmail.done', { email }) : t('newEmail.noLink')}</Text>
        {/* The whole app anew: who is signed in may have another address now. */}
        <Anchor size="sm" href="/">
          {t('newEmail.on')}
        </Anchor>
      </Door>
    );
  return (
    <Door title={t('newEmail.title')} error={error} onSubmit={() => void confirm()}>
      <Text size="sm">{t('newEmail.text')}</Text>
      <Button type="submit" loading={isBusy} fullWidth>
        {t('newEmail.submit')}
      </Button>
    </Door>
  );
}
