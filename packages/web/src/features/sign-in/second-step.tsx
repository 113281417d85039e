import { Anchor, Button, TextInput } from '@mantine/core';
import type { SignedIn } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { Door } from './door.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { useAttempt } from './use-attempt.ts';

interface Props {
  asked: NonNullable<SignedIn['secondFactor']>;
  onDone: () => Promise<void>;
}

/** After the right password: a code of the app, a recovery code or a passkey. */
export function SecondStep({ asked, onDone }: Props) {
  const { t } = useTranslation('security');
  const [isRecovery, setRecovery] = useState(!asked.totp && !asked.passkey);
  const [typed, setTyped] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  useTitleOfPage(t('second.title'));
  const submit = () =>
    attempt(async () => {
      await client.giveSecondFactor(isRecovery ? { recoveryCode: typed } : { code: typed });
      await onDone();
    });
  const showsInput = asked.totp || isRecovery;
  return (
    <Door title={t('second.title')} error={error} onSubmit={() => void submit()}>
      {asked.passkey && <PasskeyButton attempt={attempt} onDone={onDone} />}
      {showsInput && (
        <>
          <TextInput
            key={String(isRecovery)}
            label={isRecovery ? t('second.recovery') : t('second.code')}
            autoComplete="one-time-code"
            {...(isRecovery ? {} : { inputMode: 'numeric' as const, maxLength: 7 })}
            required
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" loading={isBusy} fullWidth>
            {t('second.submit')}
          </Button>
        </>
      )}
      {(asked.totp || !isRecovery) && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            setTyped('');
            setRecovery(!isRecovery);
          }}
        >
          {isRecovery ? t('second.useCode') : t('second.useRecovery')}
        </Anchor>
      )}
    </Door>
  );
}
