import { Button, Code, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { client } from '../../../data/client.ts';
import { useAttempt } from '../../sign-in/use-attempt.ts';
import { QrCode } from './qr-code.tsx';

interface Props {
  /** What the app needs: as a text to type, and as what the QR code says. */
  begun: { secret: string; address: string };
  onClose: () => void;
  /** With the recovery codes that came along; none where there was a factor before. */
  onDone: (recoveryCodes: string[]) => void;
}

/** Sets an authenticator app up: scan, then show that it has worked. */
export function EnrolDialog({ begun, onClose, onDone }: Props) {
  const { t } = useTranslation('security');
  const [code, setCode] = useState('');
  const { attempt, error, isBusy } = useAttempt();
  const confirm = () =>
    attempt(async () => onDone((await client.finishAuthenticator(code)).recoveryCodes));
  return (
    <Dialog onClose={onClose} title={t('enrol.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('enrol.scan')}</Text>
          <QrCode text={begun.address} label={t('enrol.qr')} size={200} />
          <Text size="sm">
            {t('enrol.cannotScan')} <Code>{begun.secret.match(/.{1,4}/g)?.join(' ')}</Code>
          </Text>
          <TextInput
            label={t('enrol.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            data-autofocus
            error={error}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={isBusy}>
            {t('enrol.submit')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
