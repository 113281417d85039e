import { useCatalog } from '../data/catalog.ts';
import { prefetchRecord } from '../data/records.ts';
import { RecordAnchor } from '../ui/record-anchor.tsx';
import type { Reference } from './contract.ts';
import styles from './fields.module.css';
import { useTitle } from './titles.ts';

/** The name of another record, leading to its page. Objects without a page are just named. */
export function RecordLink({ object: name, reference }: { object: string; reference: Reference }) {
  const object = useCatalog().objects[name];
  const title = useTitle(name, reference);
  if (!object || object.place !== 'main')
    return (
      <span className={styles['line']} title={title}>
        {title}
      </span>
    );
  return (
    <RecordAnchor
      plural={object.plural}
      id={reference.id}
      className={styles['link']}
      title={title}
      onNear={() => prefetchRecord(object, reference.id)}
    >
      {title}
    </RecordAnchor>
  );
}
