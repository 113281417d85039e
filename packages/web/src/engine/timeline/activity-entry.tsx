import { Checkbox } from '@mantine/core';
import type { AnyRecord, TimelineEntry } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useCatalog, useObject } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { Due } from '../../fields/dateTime/due.tsx';
import { FieldCell, isEmpty } from '../../fields/index.tsx';
import { RecordLink } from '../../fields/record-link.tsx';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import { isPinned, PinMark, RecordMenu } from './entry-menu.tsx';
import { RecordRemark, remarkOf } from './remark.tsx';
import styles from './timeline.module.css';

/** Something to do or done; the box says which. */
export function ActivityEntry({ entry, activity }: { entry: TimelineEntry; activity: AnyRecord }) {
  return (
    <EntryFrame entry={entry}>
      <article className={styles['body']} data-pinned={isPinned(activity) || undefined}>
        <Activity activity={activity} entry={entry} />
      </article>
    </EntryFrame>
  );
}

export function Activity({
  activity,
  entry,
}: {
  activity: AnyRecord;
  entry?: TimelineEntry | undefined;
}) {
  const object = useObject('activity');
  const { t } = useTranslation('record');
  const labels = useLabels();
  const isDone = activity['done'] === true;
  const due = activity['due'];
  const [isEditing, setEditing] = useState(false);
  const waitsFor = useDateName(activity);
  return (
    <>
      <div className={styles['line']}>
        <Checkbox
          size="xs"
          checked={isDone}
          disabled={!object.can.update}
          aria-label={t('timeline.done', { title: activity.title })}
          onChange={(event) =>
            change(object, activity, { done: event.currentTarget.checked }).catch(sayProblem)
          }
        />
        <span className={`${styles['grow']} ${isDone ? styles['done'] : ''}`}>
          <RecordLink object="activity" reference={{ id: activity.id, title: activity.title }} />
        </span>
        {isDone && entry ? <ByAndWhen entry={entry} /> : null}
        {!isDone && typeof due === 'string' ? (
          <Due at={due} allDay={activity['allDay'] === true} />
        ) : null}
        {entry ? (
          <>
            <PinMark pinned={isPinned(activity)} />
            <RecordMenu
              object={object}
              record={activity}
              label={t('timeline.entryMenu', { title: activity.title })}
              edit={t(remarkOf(activity) ? 'timeline.editRemark' : 'timeline.addRemark')}
              onEdit={() => setEditing(true)}
            />
          </>
        ) : null}
      </div>
      <div className={styles['line']}>
        {['category', 'direction', 'owner', 'outcome', 'location']
          .filter((name) => !isEmpty(activity[name]))
          .map((name) => (
            <span key={name} className={styles['when']} title={labels.field(object, name)}>
              <FieldCell object={object} name={name} value={activity[name]} record={activity} />
            </span>
          ))}
        {waitsFor && !isDone ? (
          <span className={styles['when']}>
            {t('timeline.beforeDate', {
              count: Number(activity['daysBefore'] ?? 0),
              date: waitsFor,
            })}
          </span>
        ) : null}
      </div>
      <RecordRemark
        object={object}
        record={activity}
        isEditing={isEditing}
        onDone={() => setEditing(false)}
      />
    </>
  );
}

/** What the date is called for which it waits, on the first of the records that have one of that name. */
function useDateName(activity: AnyRecord): string | null {
  const { objects } = useCatalog();
  const labels = useLabels();
  const name = activity['dateField'];
  if (typeof name !== 'string' || !Array.isArray(activity['about'])) return null;
  const about = activity['about'].map(({ object }: { object: string }) => objects[object]);
  const source = about.find((object) => object?.fields[name]);
  return source ? labels.field(source, name) : null;
}
