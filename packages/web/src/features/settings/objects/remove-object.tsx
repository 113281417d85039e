import { Button, Group, Modal, Text } from '@mantine/core';
import type { ShapedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { toast } from '../../../ui/toasts.ts';
import { forgetObjects } from './objects-data.ts';

export async function bringBack(name: string): Promise<void> {
  try {
    await client.restoreObject(name);
    await forgetObjects();
  } catch (error) {
    sayProblem(error);
  }
}

/** Says how many records go along before an object goes; it comes back with them. Ours become what they were. */
export function RemoveObject(props: { object: ShapedObject; onClose: (isGone: boolean) => void }) {
  const { object, onClose } = props;
  const { t } = useTranslation(['objects', 'app']);
  const labels = useLabels();
  const [isBusy, setBusy] = useState(false);
  const title = labels.object(object, 'many');
  const { data: count } = useQuery({
    queryKey: ['list', object.name, 'count'],
    queryFn: async () => (await client.list(object, { limit: 1, total: 'exact' })).page.total ?? 0,
    enabled: object.custom,
    staleTime: 0,
  });
  const remove = async () => {
    setBusy(true);
    try {
      await client.removeObject(object.name);
      await forgetObjects();
      toast({
        id: 'undo',
        text: t(object.custom ? 'removed' : 'wasReset', { object: title }),
        tone: 'plain',
        lasts: 10_000,
        ...(object.custom && {
          action: { label: t('app:undo.undo'), run: () => void bringBack(object.name) },
        }),
      });
      onClose(true);
    } catch (error) {
      sayProblem(error);
      onClose(false);
    }
  };
  return (
    <Modal
      opened
      onClose={() => onClose(false)}
      title={t(object.custom ? 'removeTitle' : 'resetTitle', { object: title })}
      size="sm"
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
      <Text size="sm">
        {object.custom ? t('removeText', { count: count ?? 0 }) : t('resetText')}
      </Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => onClose(false)}>
          {t('app:cancel')}
        </Button>
        <Button
          color="red"
          data-autofocus
          loading={isBusy || (object.custom && count === undefined)}
          onClick={() => void remove()}
        >
          {t(object.custom ? 'remove' : 'reset')}
        </Button>
      </Group>
    </Modal>
  );
}
