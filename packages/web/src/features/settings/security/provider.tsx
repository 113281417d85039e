import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { Line } from './line.tsx';
import { useProving } from './use-proving.tsx';

/** The account at the OpenID provider: connected, or how to connect it. */
export function Provider({ name, isConnected }: { name: string; isConnected: boolean }) {
  const { t } = useTranslation('security');
  const { proving, proved } = useProving();
  const connect = async () => {
    const begun = await proved(() => client.connectProvider());
    if (begun) window.location.assign(begun.address);
  };
  return (
    <>
      <Line
        label={name}
        hint={t('connect.text', { name })}
        badge={isConnected && <Badge variant="light">{t('connect.on')}</Badge>}
      >
        {!isConnected && (
          <Button variant="default" onClick={() => void connect().catch(sayProblem)}>
            {t('connect.submit')}
          </Button>
        )}
      </Line>
      {proving}
    </>
  );
}
