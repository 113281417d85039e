import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';

export function BooleanCell({ value, full }: CellProps<boolean>) {
  const { print } = useReading();
  const said = value ? print.yes : print.no;
  const Icon = value ? IconCheck : IconMinus;
  if (full)
    return (
      <span className={styles['row']}>
        <Icon size={16} aria-hidden />
        {said}
      </span>
    );
  return value ? (
    <Icon size={16} role="img" aria-label={said} />
  ) : (
    <span className={styles['faint']}>{said}</span>
  );
}
