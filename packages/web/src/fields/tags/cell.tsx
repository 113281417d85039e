import type { CellProps } from '../contract.ts';
import { Dot } from '../dot.tsx';
import styles from '../fields.module.css';
import { useTagColours } from '../titles.ts';

export function TagsCell({ value, full }: CellProps<string[]>) {
  const colourOf = useTagColours();
  return (
    <span
      className={full ? styles['wrap'] : styles['noWrap']}
      title={full ? undefined : value.join(', ')}
    >
      {value.map((tag) => (
        <span key={tag} className={styles['badge']}>
          <Dot colour={colourOf(tag)} />
          <span className={styles['line']}>{tag}</span>
        </span>
      ))}
    </span>
  );
}
