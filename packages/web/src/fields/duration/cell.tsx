import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { typedDuration } from './read-duration.ts';

export function DurationCell({ value }: CellProps<number>) {
  return <span className={styles['number']}>{typedDuration(value)} h</span>;
}
