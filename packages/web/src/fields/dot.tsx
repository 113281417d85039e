import { cssColour } from './colour.ts';
import styles from './fields.module.css';

/** A colour beside its label. Says nothing by itself: never without the label. */
export function Dot({ colour }: { colour: string | null | undefined }) {
  return <span aria-hidden className={styles['dot']} style={{ background: cssColour(colour) }} />;
}
