import { useTranslation } from 'react-i18next';
import type { ToDo } from './count-to-do.ts';
import styles from './board.module.css';

/**
 * What came in, in green, and how much is late, in red; grey where it is somebody else's. Where neither is but something
 * is planned, a dot: blue for one's own (plug-bitrix24-pipedrive §3.1, decision 48).
 */
export function ToDoMark({ toDo: { late, incoming, later, isMine } }: { toDo: ToDo }) {
  const { t } = useTranslation('board');
  const texts = [
    ...(incoming ? [t('incoming', { count: incoming })] : []),
    ...(late ? [t('late', { count: late })] : []),
  ];
  const text = texts.length ? texts.join(' · ') : t('planned', { count: later });
  return (
    <span
      role="img"
      className={styles['toDo']}
      data-mine={isMine || undefined}
      aria-label={text}
      title={text}
    >
      {incoming ? <span className={styles['incoming']}>{incoming}</span> : null}
      {late ? <span className={styles['late']}>{late}</span> : null}
      {texts.length ? null : <span className={styles['planned']} />}
    </span>
  );
}
