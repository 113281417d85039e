import type { Reference } from '../contract.ts';
import { Dot } from '../dot.tsx';
import styles from '../fields.module.css';
import { useSmallList } from '../titles.ts';

/** A stage by its colour and name. */
export function StageLabel({ value }: { value: Reference }) {
  const stages = useSmallList('stage');
  const stage = stages.find((one) => one.id === value.id);
  const colour = stage?.['colour'];
  return (
    <span className={styles['row']}>
      <Dot colour={typeof colour === 'string' ? colour : null} />
      <span className={styles['line']}>{stage?.title ?? value.title ?? ''}</span>
    </span>
  );
}
