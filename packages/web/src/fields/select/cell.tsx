import type { CellProps } from '../contract.ts';
import { Dot } from '../dot.tsx';
import styles from '../fields.module.css';
import { useLabels } from '../../app/language.ts';

/** The colour of an option, where it has one. */
export const optionColour = (field: CellProps['field'], value: string): string | undefined =>
  field.options?.find((one) => one.value === value)?.colour;

export function SelectCell({ object, name, field, value }: CellProps<string>) {
  const labels = useLabels();
  const label = labels.option(object, name, value);
  const colour = optionColour(field, value);
  return (
    <span className={styles['row']}>
      {colour ? <Dot colour={colour} /> : null}
      <span className={styles['line']} title={label}>
        {label}
      </span>
    </span>
  );
}
