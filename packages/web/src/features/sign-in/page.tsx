import { Alert, Button, Group, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { ApiProblem } from '@relata/client';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import classes from '../door.module.css';

export function SignInPage() {
  const { t } = useTranslation('app');
  const problem = useProblemText();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useTitleOfPage(t('signIn.title'));

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await client.signIn(email.trim(), password);
      queryClient.clear();
      await navigate({ href: inside(to), replace: true });
    } catch (caught) {
      const isWrong =
        caught instanceof ApiProblem &&
        (caught.status === 401 || caught.status === 400 || caught.status === 403);
      setError(isWrong ? t('signIn.wrong') : problem(caught));
      setBusy(false);
    }
  };

  return (
    <main className={classes['page']}>
      <form className={classes['card']} onSubmit={(event) => void signIn(event)}>
        <Stack gap="md">
          <Group gap="sm">
            <img src="/icon.svg" alt="" width={32} height={32} />
            <Title order={1}>{t('signIn.title')}</Title>
          </Group>
          {error && (
            <Alert color="red" variant="light" role="alert">
              {error}
            </Alert>
          )}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          />
          <Button type="submit" loading={isBusy} fullWidth>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
    </main>
  );
}

/** Only addresses of this app: a link to the sign-in page must not lead elsewhere afterwards. */
const inside = (to: string | undefined): string =>
  to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/';
