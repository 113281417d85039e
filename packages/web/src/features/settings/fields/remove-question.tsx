import { Button, Group, Modal, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { toast } from '../../../ui/toasts.ts';
import { forgetFields } from './fields-data.ts';

interface Props {
  object: DescribedObject;
  name: string;
  onClose: (isGone: boolean) => void;
}

/** Says in how many records a field is filled before it goes. It can be brought back, with what was in it. */
export function RemoveQuestion({ object, name, onClose }: Props) {
  const { t } = useTranslation(['shape', 'app']);
  const labels = useLabels();
  const [isBusy, setBusy] = useState(false);
  const id = `${object.name}.${name}`;
  const label = labels.field(object, name);
  const isOwn = object.fields[name]?.custom === true;
  const { data: filled } = useQuery({
    queryKey: ['filled', id],
    queryFn: () => client.filledIn(id),
    enabled: isOwn,
    staleTime: 0,
  });
  const restore = async () => {
    try {
      await client.restoreField(id);
      await forgetFields();
    } catch (error) {
      sayProblem(error);
    }
  };
  const remove = async () => {
    setBusy(true);
    try {
      await client.removeField(id);
      await forgetFields();
      toast({
        id: 'undo',
        text: t(isOwn ? 'removed' : 'wasReset', { field: label }),
        tone: 'plain',
        lasts: 10_000,
        action: { label: t('app:undo.undo'), run: () => void restore() },
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
      title={t(isOwn ? 'removeTitle' : 'resetTitle', { field: label })}
      size="sm"
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
      <Text size="sm">{isOwn ? t('filledIn', { count: filled ?? 0 }) : t('resetText')}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => onClose(false)}>
          {t('app:cancel')}
        </Button>
        <Button
          color="red"
          data-autofocus
          loading={isBusy || (isOwn && filled === undefined)}
          onClick={() => void remove()}
        >
          {t(isOwn ? 'remove' : 'reset')}
        </Button>
      </Group>
    </Modal>
  );
}
