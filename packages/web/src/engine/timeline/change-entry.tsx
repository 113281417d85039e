import type { DescribedObject, TimelineEntry } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { Changes } from './changes.tsx';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import { useActionName } from './action-name.ts';
import styles from './timeline.module.css';

export function ChangeEntry({ entry, object }: { entry: TimelineEntry; object: DescribedObject }) {
  const { t } = useTranslation('record');
  const nameOf = useActionName(object);
  const { change } = entry;
  if (!change) return null;
  return (
    <EntryFrame entry={entry}>
      <div className={styles['plain']}>
        <div className={styles['line']}>
          <span>
            {nameOf(change.action)}
            {change.of ? ` (${t('of', { title: change.of.title })})` : ''}
          </span>
          <ByAndWhen entry={entry} />
        </div>
        {change.action === 'create' ? null : <Changes object={object} fields={change.fields} />}
        {change.action === 'create' && Object.keys(change.fields).length > 0 ? (
          <details>
            <summary className={styles['when']}>{t('timeline.values')}</summary>
            <Changes object={object} fields={change.fields} />
          </details>
        ) : null}
      </div>
    </EntryFrame>
  );
}
