import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { ApiProblem } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import classes from '../door.module.css';
import { ProviderButton } from '../sign-in/provider-button.tsx';

/** Where the link of an invitation leads: a name and a password, or the account that the address has already. */
export function InvitePage() {
  const { t, i18n } = useTranslation(['people', 'app']);
  const problem = useProblemText();
  const navigate = useNavigate();
  const { token = '' } = useSearch({ from: '/invite' });
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => client.invitationBehind(token),
    retry: false,
    staleTime: Infinity,
  });
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const shown = invitation.data;
  useTitleOfPage(shown ? t('join.title', { workspace: shown.workspace }) : t('join.invitation'));

  const accept = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await client.acceptInvitation({
        token,
        ...(!shown?.hasAccount && { name: name.trim() }),
        ...(!shown?.signedIn && { password }),
        ...(!shown?.hasAccount && isLanguage(i18n.language) && { language: i18n.language }),
      });
      queryClient.clear();
      await navigate({ to: '/', replace: true });
    } catch (caught) {
      setError(problem(caught));
      setBusy(false);
    }
  };

  return (
    <main className={classes['page']}>
      <form className={classes['card']} onSubmit={(event) => void accept(event)}>
        <Stack gap="md">
          <Group gap="sm" wrap="nowrap">
            <img src="/icon.svg" alt="" width={32} height={32} />
            <Title order={1}>
              {shown ? t('join.title', { workspace: shown.workspace }) : t('join.invitation')}
            </Title>
          </Group>
          {invitation.error && (
            <Alert color="red" variant="light" role="alert">
              {problem(invitation.error)}
            </Alert>
          )}
          {invitation.error instanceof ApiProblem && (
            <Button variant="default" onClick={() => void navigate({ to: '/' })}>
              {t('app:signIn.submit')}
            </Button>
          )}
          {error && (
            <Alert color="red" variant="light" role="alert">
              {error}
            </Alert>
          )}
          {shown && (
            <>
              <Text>{t('join.text', { inviter: shown.inviter, workspace: shown.workspace })}</Text>
              <TextInput label={t('email')} value={shown.email} readOnly autoComplete="username" />
              {!shown.hasAccount && (
                <TextInput
                  label={t('app:setUp.name')}
                  required
                  autoFocus
                  maxLength={120}
                  autoComplete="name"
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
              )}
              {!shown.signedIn && (
                <PasswordInput
                  label={t('app:signIn.password')}
                  description={
                    shown.hasAccount ? t('join.known') : t('app:setUp.passwordHint', { count: 8 })
                  }
                  required
                  autoComplete={shown.hasAccount ? 'current-password' : 'new-password'}
                  value={password}
                  onChange={(event) => setPassword(event.currentTarget.value)}
                  visibilityToggleButtonProps={{ 'aria-label': t('app:signIn.showPassword') }}
                />
              )}
              <Button type="submit" loading={isBusy} fullWidth>
                {t('join.submit')}
              </Button>
              {!shown.hasAccount && <ProviderButton to="/" invitation={token} />}
            </>
          )}
        </Stack>
      </form>
    </main>
  );
}
