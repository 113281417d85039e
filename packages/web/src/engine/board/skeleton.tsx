import { Skeleton } from '@mantine/core';
import styles from './board.module.css';

/** Columns that are still on their way. */
export function BoardSkeleton() {
  return Array.from({ length: 5 }, (_, i) => (
    <div key={i} className={styles['column']}>
      <Skeleton height={58} radius={0} />
      <div className={styles['cards']}>
        <Skeleton height={104} mb={8} />
        <Skeleton height={104} mb={8} />
      </div>
    </div>
  ));
}
