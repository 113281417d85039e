import { Face } from '../face.tsx';
import { type Reference, referenceOf } from '../contract.ts';
import styles from '../fields.module.css';
import { useTitle } from '../titles.ts';

/** Somebody of the workspace: initials in their colour, and the name. */
export function Person({
  value,
  nameless = false,
}: {
  value: string | Reference;
  nameless?: boolean;
}) {
  const reference = referenceOf(value);
  const name = useTitle('user', reference);
  return (
    <span className={styles['row']} title={nameless ? name : undefined}>
      <Face title={name} size={20} />
      <span className={nameless ? 'visually-hidden' : styles['line']}>{name}</span>
    </span>
  );
}
