import { kinds } from '@relata/model';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';

/** Everything that a kind prints as one number: in the person's notation, digits under digits. */
export function NumberCell({ value, field }: CellProps<string | number>) {
  const { print } = useReading();
  return <span className={styles['number']}>{kinds[field.kind].print(value, field, print)}</span>;
}
