import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { ApiProblem } from '@relata/client';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { client } from '../../../data/client.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';

interface Asking {
  /** False: there is no password that could be asked for. */
  password: boolean;
}

/**
 * Does what the server only does for somebody who has just given their password: asks for it where the
 * server says so, then tries again. `undefined` where the person would rather not.
 */
export function useProving(): {
  proving: ReactNode;
  proved: <T>(task: () => Promise<T>) => Promise<T | undefined>;
} {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useRef<(isProved: boolean) => void>(undefined);
  const end = (isProved: boolean) => {
    setAsking(null);
    answer.current?.(isProved);
  };
  return {
    proving: asking && <ProveDialog asking={asking} onEnd={end} />,
    async proved(task) {
      try {
        return await task();
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.reason !== 'prove_again') throw error;
        const isProved = await new Promise<boolean>((resolve) => {
          answer.current = resolve;
          setAsking({ password: error.details['password'] === true });
        });
        return isProved ? task() : undefined;
      }
    },
  };
}

function ProveDialog({ asking, onEnd }: { asking: Asking; onEnd: (isProved: boolean) => void }) {
  const { t } = useTranslation(['security', 'app']);
  const [password, setPassword] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  const prove = () =>
    attempt(async () => {
      await client.prove(password);
      onEnd(true);
    });
  return (
    <Dialog onClose={() => onEnd(false)} title={t('prove.title')}>
      {asking.password ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void prove();
          }}
        >
          <Stack gap="md">
            <Text size="sm">{t('prove.text')}</Text>
            <PasswordInput
              label={t('app:signIn.password')}
              autoComplete="current-password"
              required
              data-autofocus
              error={error}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('app:signIn.showPassword') }}
            />
            <Button type="submit" loading={isBusy}>
              {t('prove.submit')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Text size="sm">{t('prove.noPassword')}</Text>
      )}
    </Dialog>
  );
}
