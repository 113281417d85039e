import { Checkbox } from '@mantine/core';
import type { AnyRecord, TimelineEntry } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useObject } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { Due } from '../../fields/dateTime/due.tsx';
import { FieldCell, isEmpty } from '../../fields/index.tsx';
import { Linkified } from '../../fields/longText/linkify.tsx';
import { RecordLink } from '../../fields/record-link.tsx';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import styles from './timeline.module.css';

/** Something to do or done; the box says which. */
export function ActivityEntry({ entry, activity }: { entry: TimelineEntry; activity: AnyRecord }) {
  return (
    <EntryFrame entry={entry}>
      <article className={styles['body']}>
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
  const description = activity['description'];
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
      </div>
      <div className={styles['line']}>
        {['category', 'owner', 'outcome', 'location']
          .filter((name) => !isEmpty(activity[name]))
          .map((name) => (
            <span key={name} className={styles['when']} title={labels.field(object, name)}>
              <FieldCell object={object} name={name} value={activity[name]} record={activity} />
            </span>
          ))}
      </div>
      {typeof description === 'string' && description !== '' ? (
        <p className={styles['text']}>
          <Linkified text={description} />
        </p>
      ) : null}
    </>
  );
}
