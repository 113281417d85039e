import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { Linkified } from './linkify.tsx';

export function LongTextCell({ value, full }: CellProps<string>) {
  if (full)
    return (
      <span className={styles['lines']}>
        <Linkified text={value} />
      </span>
    );
  return (
    <span className={styles['line']} title={value.slice(0, 500)}>
      {value.replace(/\s+/g, ' ').slice(0, 200)}
    </span>
  );
}
