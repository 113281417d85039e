import { Badge, Button, Stack, Title } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { deviceName } from './device-name.ts';
import { Line } from './line.tsx';

const devicesQuery = queryOptions({ queryKey: ['devices'], queryFn: () => client.devices() });

/** Where one is signed in: each can be ended, or all others at once. */
export function Devices() {
  const { t } = useTranslation('security');
  const format = useFormat();
  const queries = useQueryClient();
  const { data: devices = [] } = useQuery(devicesQuery);
  const doing = (task: () => Promise<unknown>) =>
    void task().then(async () => {
      tell(t('devices.ended'));
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    }, sayProblem);
  return (
    <Stack gap="md" component="section" aria-labelledby="devices-title">
      <Title order={3} id="devices-title">
        {t('devices.title')}
      </Title>
      {devices.map((device) => {
        const name = deviceName(device.agent) ?? t('devices.unknown');
        return (
          <Line
            key={device.id}
            label={name}
            hint={t('devices.line', {
              address: device.address ?? '–',
              date: format.dateTime(device.lastUsed),
            })}
            badge={device.current && <Badge variant="light">{t('devices.current')}</Badge>}
          >
            {!device.current && (
              <Button
                variant="default"
                aria-label={`${t('devices.end')}: ${name}`}
                onClick={() => doing(() => client.endDevice(device.id))}
              >
                {t('devices.end')}
              </Button>
            )}
          </Line>
        );
      })}
      {devices.length > 1 && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => doing(() => client.endOtherDevices())}
        >
          {t('devices.endOthers')}
        </Button>
      )}
    </Stack>
  );
}
