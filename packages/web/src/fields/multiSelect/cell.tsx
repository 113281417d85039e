import type { CellProps } from '../contract.ts';
import { Dot } from '../dot.tsx';
import styles from '../fields.module.css';
import { useLabels } from '../../app/language.ts';
import { optionColour } from '../select/cell.tsx';

export function MultiSelectCell({ object, name, field, value, full }: CellProps<string[]>) {
  const labels = useLabels();
  return (
    <span className={full ? styles['wrap'] : styles['noWrap']}>
      {value.map((one) => (
        <span key={one} className={styles['badge']}>
          {optionColour(field, one) ? <Dot colour={optionColour(field, one)} /> : null}
          <span className={styles['line']}>{labels.option(object, name, one)}</span>
        </span>
      ))}
    </span>
  );
}
