import type { AnyRecord, DescribedObject, TimelineEntry } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../data/undo.ts';
import { Changes } from './changes.tsx';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import { EntryMenu, PinMark } from './entry-menu.tsx';
import { markChange } from './mark-change.ts';
import { Remark } from './remark.tsx';
import { useActionName } from './action-name.ts';
import styles from './timeline.module.css';

interface Props {
  entry: TimelineEntry;
  object: DescribedObject;
  record: AnyRecord;
}

export function ChangeEntry({ entry, object, record }: Props) {
  const { t } = useTranslation('record');
  const nameOf = useActionName(object);
  const [isEditing, setEditing] = useState(false);
  const { change } = entry;
  if (!change) return null;
  const { pinned, remark } = change;
  return (
    <EntryFrame entry={entry}>
      <div className={styles['plain']} data-pinned={pinned || undefined}>
        <div className={styles['line']}>
          <span>
            {nameOf(change.action)}
            {change.of ? ` (${t('of', { title: change.of.title })})` : ''}
          </span>
          <span className={styles['grow']}>
            <ByAndWhen entry={entry} />
          </span>
          <PinMark pinned={pinned} />
          {object.can.update ? (
            <EntryMenu
              label={t('timeline.changeMenu')}
              pinned={pinned}
              edit={t(remark ? 'timeline.editRemark' : 'timeline.addRemark')}
              onEdit={() => setEditing(true)}
              onPin={() => {
                markChange(object, record.id, entry, { pinned: !pinned }).catch(sayProblem);
              }}
            />
          ) : null}
        </div>
        {change.action === 'create' ? null : <Changes object={object} fields={change.fields} />}
        {change.action === 'create' && Object.keys(change.fields).length > 0 ? (
          <details>
            <summary className={styles['when']}>{t('timeline.values')}</summary>
            <Changes object={object} fields={change.fields} />
          </details>
        ) : null}
        <Remark
          text={remark ?? ''}
          isEditing={isEditing}
          onDone={() => setEditing(false)}
          onSave={(text, read) =>
            markChange(object, record.id, entry, { remark: text }, read || null)
          }
        />
        {remark && change.remarkBy && change.remarkAt ? (
          <ByAndWhen entry={{ by: change.remarkBy, at: change.remarkAt }} />
        ) : null}
      </div>
    </EntryFrame>
  );
}
