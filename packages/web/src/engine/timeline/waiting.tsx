import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAway } from '../../data/connection.ts';

/** Says that what is being saved waits for the server, while it does. */
export function Waiting({ isWaiting }: { isWaiting: boolean }) {
  const { t } = useTranslation('record');
  const away = useAway();
  return (
    <Text size="sm" c="dimmed" role="status">
      {isWaiting && away ? t('composer.waits') : null}
    </Text>
  );
}
