import type { CellProps } from '../contract.ts';
import { Face } from '../face.tsx';
import styles from '../fields.module.css';
import { useAudience } from './use-audience.ts';

/** People and teams by their names. */
export function AudienceCell({ value, full }: CellProps<string[]>) {
  const known = useAudience();
  const shown = full ? value : value.slice(0, 2);
  const more = value.length - shown.length;
  return (
    <span className={full ? styles['wrap'] : styles['noWrap']}>
      {shown.map((id) => (
        <span key={id} className={styles['badge']}>
          <Face title={known.get(id) ?? ''} size={16} />
          <span className={styles['line']}>{known.get(id) ?? '–'}</span>
        </span>
      ))}
      {more > 0 ? <span className={styles['faint']}>+{more}</span> : null}
    </span>
  );
}
