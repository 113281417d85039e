import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { arranging, type ListEntry } from './arranging.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { offerUndo } from '../../../data/undo.ts';

interface Props {
  entry: ListEntry;
  name: string;
  /** What can take its place. */
  others: { value: string; label: string }[];
  /** Something that is used may also be emptied. */
  mayBeNothing: boolean;
  note?: string | undefined;
  onDone: () => Promise<void> | void;
  onClose: () => void;
}

/** Deletes an entry of a list: says what uses it, and asks what takes its place there. */
export function ReplaceDialog({ entry, name, others, mayBeNothing, note, onDone, onClose }: Props) {
  const { t } = useTranslation(['arrange', 'app']);
  const labels = useLabels();
  const format = useFormat();
  const catalog = useCatalog();
  const problemOf = useProblemText();
  const [instead, setInstead] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { data: usage } = useQuery({
    queryKey: ['usage', entry],
    queryFn: () => arranging.usageOf(entry),
    staleTime: 0,
    gcTime: 0,
  });
  const count = (usage ?? []).reduce((sum, one) => sum + one.count, 0);
  const named = (usage ?? []).map(({ object, count: of }) => {
    const found = catalog.objects[object];
    return t('lists.usage', { object: labels.object(found ?? object, 'many'), count: of });
  });
  const remove = async () => {
    setBusy(true);
    try {
      const batch = await arranging.replaceEntry(entry, instead);
      await onDone();
      const object = 'field' in entry ? (entry.field.split('.', 1)[0] ?? '') : entry.plural;
      offerUndo({ batch, object, text: t('lists.removed', { entry: name }), changesCatalog: true });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('lists.removeTitle', { entry: name })}
      size="sm"
      closeButtonProps={{ 'aria-label': t('app:cancel') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {usage && count
            ? t('lists.used', { count, objects: format.list(named) })
            : usage
              ? t('lists.unused')
              : ' '}
        </Text>
        {note ? (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        ) : null}
        <Select
          label={t('lists.target')}
          placeholder={mayBeNothing || !count ? t('lists.nothing') : undefined}
          data={others}
          value={instead}
          clearable={mayBeNothing || !count}
          searchable
          error={problem ? problemOf(problem) : undefined}
          onChange={(value) => {
            setProblem(null);
            setInstead(value);
          }}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            color="red"
            loading={isBusy}
            disabled={!usage || (count > 0 && !mayBeNothing && instead === null)}
            onClick={() => void remove()}
          >
            {t('lists.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
