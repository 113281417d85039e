import type { TimelineEntry } from '@relata/client';
import { IconCalendarEvent, IconHistory, IconNote, IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import styles from './timeline.module.css';

const icons = {
  note: IconNote,
  activity: IconCalendarEvent,
  file: IconPaperclip,
  change: IconHistory,
};

/** One thing that happened: what it was, who did it, when. */
export function EntryFrame({ entry, children }: { entry: TimelineEntry; children: ReactNode }) {
  const Icon = icons[entry.kind];
  return (
    <li className={styles['entry']} data-entry={entry.record?.id}>
      <span className={styles['mark']} data-kind={entry.kind} aria-hidden>
        <Icon size={14} />
      </span>
      {children}
    </li>
  );
}

/** `Ana Silva`, or `Ana Silva · from a file` for what an import has done. */
export function Doer({
  entry: { by, byKept },
  isImported,
}: {
  entry: Pick<TimelineEntry, 'by' | 'byKept'>;
  isImported: boolean | undefined;
}) {
  const { t } = useTranslation('record');
  const name = by?.name ?? t(byKept ? 'timeline.somebody' : 'timeline.system');
  return isImported ? `${name} · ${t('timeline.fromFile')}` : name;
}

/** `Ana Silva · 3 hours ago`, with the exact time on hovering. */
export function ByAndWhen({
  entry,
}: {
  entry: Pick<TimelineEntry, 'by' | 'byKept' | 'at' | 'change'>;
}) {
  const format = useFormat();
  return (
    <span className={styles['when']}>
      <Doer entry={entry} isImported={entry.change?.imported} /> ·{' '}
      <time dateTime={entry.at} title={format.dateTime(entry.at)}>
        {format.relative(entry.at)}
      </time>
    </span>
  );
}
