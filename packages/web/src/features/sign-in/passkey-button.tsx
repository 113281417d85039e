import { Button } from '@mantine/core';
import { ApiProblem } from '@relata/client';
import { IconFingerprint } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { useAttempt } from './use-attempt.ts';

interface Props {
  attempt: ReturnType<typeof useAttempt>['attempt'];
  onDone: () => Promise<void>;
}

export function PasskeyButton({ attempt, onDone }: Props) {
  const { t } = useTranslation('security');
  const signIn = () =>
    attempt(
      async () => {
        // Most people come without one: its code is fetched when it is wanted.
        await (await import('./passkey.ts')).signInWithPasskey();
        await onDone();
      },
      (error) => (error instanceof ApiProblem ? undefined : t('passkey.stopped')),
    );
  return (
    <Button
      variant="default"
      fullWidth
      leftSection={<IconFingerprint size={18} aria-hidden />}
      onClick={() => void signIn()}
    >
      {t('passkey.signIn')}
    </Button>
  );
}
