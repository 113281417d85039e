import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { arranging, type ListEntry } from './arranging.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { TakeAway } from '../take-away.tsx';

/** Settings that name an entry of a list. */
const namedSettings = ['leads.employeeKind', 'leads.consultantKind'] as const;

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
  const { t } = useTranslation(['arrange', 'fields']);
  const labels = useLabels();
  const format = useFormat();
  const catalog = useCatalog();
  const [instead, setInstead] = useState<string | null>(null);
  const { data: usage } = useQuery({
    queryKey: ['usage', entry],
    queryFn: () => arranging.usageOf(entry),
    staleTime: 0,
    gcTime: 0,
  });
  const { records = [], settings = [] } = usage ?? {};
  const count = records.reduce((sum, one) => sum + one.count, 0);
  const named = records.map(({ object, count: of }) => {
    const found = catalog.objects[object];
    return t('lists.usage', { object: labels.object(found ?? object, 'many'), count: of });
  });
  const set = settings.map((setting) => {
    const known = namedSettings.find((one) => one === setting);
    return known ? t(`lists.settings.${known}`) : setting;
  });
  // Where a setting names it, something has to take its place.
  const mayLeave = set.length === 0 && (mayBeNothing || count === 0);
  const used = [
    count || !set.length
      ? count
        ? t('lists.used', { count, objects: format.list(named) })
        : t('lists.unused')
      : [],
    set.length ? t('lists.usedBySettings', { settings: format.list(set) }) : [],
  ].flat();
  const isHeld = instead === null && !mayLeave;
  const remove = async () => {
    const batch = await arranging.replaceEntry(entry, instead);
    await onDone();
    return { batch };
  };
  return (
    <TakeAway
      title={t('lists.removeTitle', { entry: name })}
      uses={usage ? used.join(' ') : null}
      confirm={t('lists.remove')}
      isHeld={isHeld}
      take={() => changeSetting(remove, t('lists.removed', { entry: name }))}
      onClose={onClose}
    >
      {note ? (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      ) : null}
      {isHeld && !others.length ? <Text size="sm">{t('lists.only')}</Text> : null}
      <Select
        label={t('lists.target')}
        disabled={!others.length}
        placeholder={mayLeave ? t('lists.nothing') : t('fields:choose')}
        data={others}
        value={instead}
        clearable={mayLeave}
        searchable
        onChange={setInstead}
      />
    </TakeAway>
  );
}
