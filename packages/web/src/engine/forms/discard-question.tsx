import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What was typed and not saved cannot be brought back: the one thing worth a question. */
export function DiscardQuestion({
  onKeep,
  onDiscard,
}: {
  onKeep: () => void;
  onDiscard: () => void;
}) {
  const { t } = useTranslation('fields');
  return (
    <Modal
      opened
      onClose={onKeep}
      title={t('form.discardTitle')}
      size="sm"
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text size="sm">{t('form.discardText')}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onDiscard}>
          {t('form.discard')}
        </Button>
        <Button data-autofocus onClick={onKeep}>
          {t('form.keep')}
        </Button>
      </Group>
    </Modal>
  );
}
