import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { tell } from '../../../data/undo.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';

export function ChangePassword() {
  const { t } = useTranslation(['security', 'app']);
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  const change = () =>
    attempt(async () => {
      await client.changePassword(current, next);
      setCurrent('');
      setNext('');
      tell(t('password.changed'));
      await queries.invalidateQueries({ queryKey: ['devices'] });
    });
  const toggle = { 'aria-label': t('app:signIn.showPassword') };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <Stack gap="md">
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={toggle}
        />
        <PasswordInput
          label={t('reset.password')}
          description={t('reset.hint')}
          autoComplete="new-password"
          required
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          visibilityToggleButtonProps={toggle}
        />
        {error && (
          <Text size="sm" c="red" role="alert">
            {error}
          </Text>
        )}
        <Button
          type="submit"
          variant="default"
          loading={isBusy}
          disabled={!current || !next}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('password.submit')}
        </Button>
      </Stack>
    </form>
  );
}
