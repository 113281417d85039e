import type { Money } from '@relata/model';
import { kinds } from '@relata/model';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';

export function MoneyCell({ value, field }: CellProps<Money>) {
  const { print } = useReading();
  return <span className={styles['number']}>{kinds.money.print(value, field, print)}</span>;
}
