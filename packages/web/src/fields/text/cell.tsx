import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { useReading } from '../reading.tsx';

export function TextCell({ value, field, full }: CellProps<string>) {
  const { countryName } = useReading();
  const shown = field.partOf?.part === 'country' ? countryName(value) : value;
  return (
    <span className={full ? styles['lines'] : styles['line']} title={full ? undefined : shown}>
      {shown}
    </span>
  );
}
