import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';

export function AutonumberCell({ value }: CellProps<number>) {
  return <span className={styles['number']}>#{value}</span>;
}
