import { Button, Chip, Loader, Skeleton, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import type { AnyRecord, DescribedObject, TimelineEntry } from '@relata/client';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { ActivityEntry } from './activity-entry.tsx';
import { ChangeEntry } from './change-entry.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { FileEntry } from './file-entry.tsx';
import { useGoToEntry } from './go-to-entry.ts';
import { NoteEntry } from './note-entry.tsx';
import styles from './timeline.module.css';
import { type EntryKind, kindsOf, useTimeline } from './use-timeline.ts';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  /** Only these; the filter is not shown then. */
  only?: readonly EntryKind[];
  composer?: RefObject<ComposerHandle | null>;
  /** Id of the note, activity or file that somebody came for. */
  sought?: string | undefined;
}

const every: readonly EntryKind[] = [];

/** What is planned and what happened on a record, with the means to add to it on top. */
export function Timeline({ object, record, only, composer, sought }: Props) {
  const { t } = useTranslation('record');
  const problemText = useProblemText();
  const [kinds, setKinds] = useState<readonly EntryKind[]>(every);
  const timeline = useTimeline(object, record.id, only ?? kinds);
  const { ref, entry: end } = useIntersection({ rootMargin: '400px' });
  const isEndNear = end?.isIntersecting ?? false;
  const { hasMore, isLoadingMore, more } = timeline;
  useEffect(() => {
    if (isEndNear && hasMore && !isLoadingMore) void more();
  }, [isEndNear, hasMore, isLoadingMore, more]);

  const root = useRef<HTMLDivElement>(null);
  useGoToEntry(root, sought, timeline);

  const isEmpty = !timeline.isLoading && !timeline.planned.length && !timeline.entries.length;
  return (
    <div ref={root} className={styles['root']}>
      {only ? null : (
        <Composer object={object} record={record} {...(composer ? { handle: composer } : {})} />
      )}
      {only ? null : (
        <div className={styles['filters']} role="group" aria-label={t('timeline.filter')}>
          {kindsOf(object).map((kind) => (
            <Chip
              key={kind}
              size="xs"
              variant="outline"
              checked={kinds.includes(kind)}
              onChange={(isOn) =>
                setKinds(isOn ? [...kinds, kind] : kinds.filter((one) => one !== kind))
              }
            >
              {t(`timeline.kinds.${kind}`)}
            </Chip>
          ))}
        </div>
      )}
      {timeline.error ? (
        <Text role="alert" size="sm">
          {problemText(timeline.error)}{' '}
          <Button size="compact-xs" variant="default" onClick={timeline.reload}>
            {t('again')}
          </Button>
        </Text>
      ) : null}
      {timeline.pinned.length ? (
        <>
          <h3 className={styles['heading']}>{t('timeline.pinned')}</h3>
          <ul className={styles['list']}>
            {timeline.pinned.map((entry) => (
              <Entry key={entry.id} entry={entry} object={object} record={record} />
            ))}
          </ul>
        </>
      ) : null}
      {timeline.planned.length ? (
        <>
          <h3 className={styles['heading']}>{t('timeline.planned')}</h3>
          <ul className={styles['list']}>
            {timeline.planned.map((entry) => (
              <Entry key={entry.id} entry={entry} object={object} record={record} />
            ))}
          </ul>
        </>
      ) : null}
      {(timeline.planned.length || timeline.pinned.length) && timeline.entries.length ? (
        <h3 className={styles['heading']}>{t('timeline.past')}</h3>
      ) : null}
      {timeline.isLoading ? (
        <>
          <Skeleton height={64} />
          <Skeleton height={64} />
          <Skeleton height={64} />
        </>
      ) : (
        <ul className={styles['list']}>
          {timeline.entries.map((entry) => (
            <Entry key={entry.id} entry={entry} object={object} record={record} />
          ))}
        </ul>
      )}
      {isEmpty ? (
        <Text size="sm" c="dimmed" ta="center" py="md">
          {t(only ? 'timeline.nothing' : 'timeline.empty')}
        </Text>
      ) : null}
      <div ref={ref}>{timeline.isLoadingMore ? <Loader size="sm" /> : null}</div>
    </div>
  );
}

interface EntryProps {
  entry: TimelineEntry;
  object: DescribedObject;
  /** Whose timeline it is. */
  record: AnyRecord;
}

function Entry({ entry, object, record: about }: EntryProps) {
  const { kind, record } = entry;
  if (kind === 'change') return <ChangeEntry entry={entry} object={object} record={about} />;
  if (!record) return null;
  if (kind === 'note') return <NoteEntry entry={entry} note={record} />;
  if (kind === 'activity') return <ActivityEntry entry={entry} activity={record} />;
  return <FileEntry entry={entry} file={record} />;
}
