import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { ObjectIcon } from '../../../ui/object-icon.tsx';
import { removedObjectsQuery } from './objects-data.ts';
import { bringBack } from './remove-object.tsx';

/** What was removed and can come back, with all its records. */
export function RemovedObjects() {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const format = useFormat();
  const { data: removed = [] } = useQuery(removedObjectsQuery);
  if (!removed.length) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('removedTitle')}
      </Title>
      {removed.map((one) => {
        const title = labels.object(one, 'many');
        return (
          <Group key={one.name} gap="sm">
            <ObjectIcon name={one.icon} />
            <Text size="sm">{title}</Text>
            <Text size="xs" c="dimmed">
              {format.dateTime(one.removedAt)}
            </Text>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('restoreThis', { object: title })}
              onClick={() => void bringBack(one.name)}
            >
              {t('restore')}
            </Button>
          </Group>
        );
      })}
    </Stack>
  );
}
