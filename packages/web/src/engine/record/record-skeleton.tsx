import { Skeleton } from '@mantine/core';
import styles from './record.module.css';

/** The shape of a record while it is fetched: nothing jumps when it comes. */
export function RecordSkeleton() {
  return (
    <div className={styles['view']} aria-busy="true">
      <div className={styles['header']}>
        <Skeleton height={26} width={280} />
        <Skeleton height={20} width={360} maw="100%" />
        <Skeleton height={44} />
      </div>
      <div className={styles['single']}>
        <Skeleton height={36} mb="md" mt={4} />
        {Array.from({ length: 7 }, (_, i) => (
          <Skeleton key={i} height={24} mb={10} />
        ))}
      </div>
    </div>
  );
}
