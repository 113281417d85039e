import { Anchor, Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { ApiProblem, type SignedIn } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { Door } from './door.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { ProviderButton } from './provider-button.tsx';
import { SecondStep } from './second-step.tsx';
import { useAttempt } from './use-attempt.ts';
import { waysQuery } from './ways.ts';

/** Why the OpenID provider did not let somebody in; the server names it in the address. */
const providerProblems = [
  'provider_away',
  'provider_late',
  'provider_refused',
  'provider_unknown',
  'provider_unverified',
  'provider_known',
  'provider_taken',
] as const;

export function SignInPage() {
  const { t } = useTranslation(['app', 'security']);
  const navigate = useNavigate();
  const { to, problem, second } = useSearch({ from: '/sign-in' });
  const { data: ways } = useQuery(waysQuery);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState<SignedIn['secondFactor']>();
  // Back from the provider nobody has said which factor there is.
  const step = asked ?? (second ? { totp: true, passkey: ways?.passkeys ?? false } : undefined);
  const { attempt, error, isBusy } = useAttempt();
  useTitleOfPage(t('signIn.title'));
  const known = providerProblems.find((one) => one === problem);

  const goOn = async () => {
    queryClient.clear();
    await navigate({ href: inside(to), replace: true });
  };
  const signIn = () =>
    attempt(
      async () => {
        const { secondFactor } = await client.signIn(email.trim(), password);
        if (secondFactor) setAsked(secondFactor);
        else await goOn();
      },
      (caught) =>
        caught instanceof ApiProblem && [400, 401, 403].includes(caught.status)
          ? t('signIn.wrong')
          : undefined,
    );

  if (step) return <SecondStep asked={step} onDone={goOn} />;
  return (
    <Door
      title={t('signIn.title')}
      error={error ?? (known && t(`security:provider.${known}`))}
      onSubmit={() => void signIn()}
    >
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
      {(ways?.passkeys || ways?.provider) && <Divider />}
      {ways?.passkeys && <PasskeyButton attempt={attempt} onDone={goOn} />}
      <ProviderButton to={inside(to)} />
      <Anchor size="sm" component={Link} to="/forgot-password" state={{ email }}>
        {t('security:forgot.link')}
      </Anchor>
    </Door>
  );
}

/** Only addresses of this app: a link to the sign-in page must not lead elsewhere afterwards. */
const inside = (to: string | undefined): string =>
  to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/';
