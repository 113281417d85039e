import { Badge, Button, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { CodesDialog } from './codes-dialog.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { factorsQuery } from './factors-query.ts';
import { Line } from './line.tsx';
import { Passkeys } from './passkeys.tsx';
import { useProving } from './use-proving.tsx';

/** Authenticator app, passkeys and recovery codes: what there is, and how to get or lose it. */
export function Factors() {
  const { t } = useTranslation(['security', 'app']);
  const queries = useQueryClient();
  const { data: factors } = useQuery(factorsQuery);
  const { proving, proved } = useProving();
  const [begun, setBegun] = useState<{ secret: string; address: string } | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  if (!factors) return null;

  const changed = () => queries.invalidateQueries({ queryKey: factorsQuery.queryKey });
  const doing = (task: () => Promise<void>) => void task().then(changed, sayProblem);
  const isOn = factors.totp || factors.keys.length > 0;

  return (
    <Stack gap="md">
      <Line
        label={t('factors.authenticator')}
        hint={t('factors.authenticatorHint')}
        badge={factors.totp && <Badge variant="light">{t('factors.on')}</Badge>}
      >
        {factors.totp ? (
          <Button
            variant="default"
            aria-label={`${t('factors.remove')}: ${t('factors.authenticator')}`}
            onClick={() =>
              doing(async () => void (await proved(() => client.removeAuthenticator())))
            }
          >
            {t('factors.remove')}
          </Button>
        ) : (
          <Button
            variant="default"
            aria-label={`${t('factors.setUp')}: ${t('factors.authenticator')}`}
            onClick={() =>
              doing(async () => setBegun((await proved(() => client.startAuthenticator())) ?? null))
            }
          >
            {t('factors.setUp')}
          </Button>
        )}
      </Line>
      <Passkeys
        keys={factors.keys}
        proved={proved}
        onChange={(recoveryCodes) => {
          setCodes(recoveryCodes);
          void changed();
        }}
      />
      {isOn && (
        <Line
          label={t('factors.recovery')}
          hint={t('factors.recoveryLeft', { count: factors.recoveryCodes })}
        >
          <Button
            variant="default"
            onClick={() =>
              doing(async () => {
                const renewed = await proved(() => client.renewRecoveryCodes());
                setCodes(renewed?.recoveryCodes ?? []);
              })
            }
          >
            {t('factors.renew')}
          </Button>
        </Line>
      )}
      {begun && (
        <EnrolDialog
          begun={begun}
          onClose={() => setBegun(null)}
          onDone={(recoveryCodes) => {
            setBegun(null);
            setCodes(recoveryCodes);
            void changed();
          }}
        />
      )}
      {codes.length > 0 && <CodesDialog codes={codes} onClose={() => setCodes([])} />}
      {proving}
    </Stack>
  );
}
