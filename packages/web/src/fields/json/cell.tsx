import { Code } from '@mantine/core';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';

export function JsonCell({ value, full }: CellProps) {
  if (full) return <Code block>{JSON.stringify(value, null, 2)}</Code>;
  return <span className={styles['line']}>{JSON.stringify(value).slice(0, 200)}</span>;
}
