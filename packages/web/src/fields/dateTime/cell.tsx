import { kinds } from '@relata/model';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';
import { Due } from './due.tsx';

/** Times of what is still to do are marked when late; all others are just told. */
export function DateTimeCell({ value, field, name, record }: CellProps<string>) {
  const { print } = useReading();
  const isOpenDue = name === 'nextActivityAt' || (name === 'due' && record?.['done'] !== true);
  if (isOpenDue) return <Due at={value} allDay={record?.['allDay'] === true} />;
  return <span className={styles['number']}>{kinds.dateTime.print(value, field, print)}</span>;
}
