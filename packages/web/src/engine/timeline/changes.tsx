import type { DescribedObject, FieldChange } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { FieldCell, isEmpty } from '../../fields/index.tsx';
import styles from './timeline.module.css';

/** What a change made of each field: before, after. */
export function Changes({
  object,
  fields,
}: {
  object: DescribedObject;
  fields: Record<string, FieldChange>;
}) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const told = Object.entries(fields).filter(
    ([name]) => object.fields[name] && !object.fields[name].untold,
  );
  return told.map(([name, { before, after }]) => (
    <dl key={name} className={styles['diff']}>
      <dt>{labels.field(object, name)}:</dt>
      <dd>
        {isEmpty(before) ? null : (
          <span className={styles['old']}>
            <FieldCell object={object} name={name} value={before} />
          </span>
        )}
        {isEmpty(before) ? null : <span aria-hidden>→</span>}
        <span className={styles['new']}>
          {isEmpty(after) ? (
            <i>{t('empty')}</i>
          ) : (
            <FieldCell object={object} name={name} value={after} />
          )}
        </span>
      </dd>
    </dl>
  ));
}
