import { Anchor, Button, PasswordInput, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { Door } from './door.tsx';
import { useAttempt } from './use-attempt.ts';

/** Behind a link from a letter, whose secret stands behind the `#`. */
export function NewPasswordPage() {
  const { t } = useTranslation(['security', 'app']);
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [isDone, setDone] = useState(false);
  const { attempt, error, isBusy } = useAttempt();
  useTitleOfPage(t('reset.title'));
  // It shall not stay in the browser's history, nor be read over a shoulder.
  useEffect(() => window.history.replaceState(window.history.state, '', '/new-password'), []);
  const set = () =>
    attempt(async () => {
      await client.resetPassword(token, password);
      setDone(true);
    });

  if (isDone || !token)
    return (
      <Door title={t('reset.title')}>
        <Text role="status">{isDone ? t('reset.done') : t('reset.noLink')}</Text>
        <Anchor size="sm" component={Link} to="/sign-in">
          {t('forgot.back')}
        </Anchor>
      </Door>
    );
  return (
    <Door title={t('reset.title')} error={error} onSubmit={() => void set()}>
      <Text size="sm">{t('reset.text')}</Text>
      <PasswordInput
        label={t('reset.password')}
        description={t('reset.hint')}
        autoComplete="new-password"
        required
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('app:signIn.showPassword') }}
      />
      <Button type="submit" loading={isBusy} fullWidth>
        {t('reset.submit')}
      </Button>
    </Door>
  );
}
