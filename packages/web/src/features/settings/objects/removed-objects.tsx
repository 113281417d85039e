import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { ObjectIcon } from '../../../ui/object-icon.tsx';
import { changeSetting } from '../../../data/change-setting.ts';
import { forgetObjects, removedObjectsQuery } from './objects-data.ts';

/** What was removed and can come back, with all its records. */
export function RemovedObjects() {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const format = useFormat();
  const { data: removed = [] } = useQuery(removedObjectsQuery);
  const bringBack = (name: string, object: string) =>
    changeSetting(
      async () => {
        await client.restoreObject(name);
        await forgetObjects();
      },
      t('restored', { object }),
    );
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
              onClick={() => void bringBack(one.name, title).catch(sayProblem)}
            >
              {t('restore')}
            </Button>
          </Group>
        );
      })}
    </Stack>
  );
}
