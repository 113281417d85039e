import { type CellProps, type Reference, referenceOf } from '../contract.ts';
import styles from '../fields.module.css';
import { RecordLink } from '../record-link.tsx';

export function LinksCell({ field, value, full }: CellProps<(string | Reference)[]>) {
  const references = value.map(referenceOf);
  const shown = full ? references : references.slice(0, 2);
  const more = references.length - shown.length;
  return (
    <span className={full ? styles['wrap'] : styles['noWrap']}>
      {shown.map((reference) => (
        <span key={reference.id} className={styles['badge']}>
          <RecordLink object={reference.object ?? field.to ?? ''} reference={reference} />
        </span>
      ))}
      {more > 0 ? <span className={styles['faint']}>+{more}</span> : null}
    </span>
  );
}
