import { kinds } from '@relata/model';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';

export function DateCell({ value, field }: CellProps<string>) {
  const { print } = useReading();
  return <span className={styles['number']}>{kinds.date.print(value, field, print)}</span>;
}
