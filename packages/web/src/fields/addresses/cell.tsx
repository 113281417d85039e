import type { Address } from '@relata/model';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';
import { usePointLabel, useReading } from '../reading.tsx';

export function AddressesCell({ value, full }: CellProps<Address[]>) {
  const { countryName } = useReading();
  const pointLabel = usePointLabel();
  const place = (one: Address) => [one.postalCode, one.city].filter(Boolean).join(' ');
  const parts = (one: Address) =>
    [one.street, place(one), one.region, one.country ? countryName(one.country) : ''].filter(
      Boolean,
    );
  if (full)
    return (
      <ul className={styles['entries']}>
        {value.map((one) => (
          <li key={parts(one).join()}>
            <span className={styles['lines']}>{parts(one).join('\n')}</span>
            {one.label ? <span className={styles['faint']}>{pointLabel(one.label)}</span> : null}
          </li>
        ))}
      </ul>
    );
  const [first, ...rest] = value;
  if (!first) return null;
  return (
    <span className={styles['row']}>
      <span className={styles['line']} title={parts(first).join(', ')}>
        {parts(first).join(', ')}
      </span>
      {rest.length ? <span className={styles['faint']}>+{rest.length}</span> : null}
    </span>
  );
}
