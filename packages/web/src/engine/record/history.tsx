import { Button, Loader, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject, HistoryEntry } from '@relata/client';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { client } from '../../data/client.ts';
import { takeBack } from '../../data/undo.ts';
import { useActionName } from '../timeline/action-name.ts';
import { Changes } from '../timeline/changes.tsx';
import { Doer } from '../timeline/entry-frame.tsx';
import styles from './record.module.css';

/** Every change of a record, each of which can be taken back. */
export function History({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const query = useInfiniteQuery({
    queryKey: ['history', object.name, record.id],
    queryFn: ({ pageParam, signal }) =>
      client.history(object, record.id, { after: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });
  const entries = query.data?.pages.flatMap((page) => page.data) ?? [];
  if (query.isPending) return <Loader size="sm" />;
  return (
    <>
      <ul className={styles['list']}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} object={object} />
        ))}
      </ul>
      {entries.length ? null : (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {t('history.none')}
        </Text>
      )}
      {query.hasNextPage ? (
        <Button
          mt="sm"
          size="compact-sm"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      ) : null}
    </>
  );
}

function Entry({ entry, object }: { entry: HistoryEntry; object: DescribedObject }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const nameOf = useActionName(object);
  const mayUndo = object.can.update && !entry.of && !entry.undone && entry.action !== 'create';
  return (
    <li className={styles['card']}>
      <div style={{ display: 'flex', gap: 8, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Text size="sm" fw={600} component="span" td={entry.undone ? 'line-through' : undefined}>
          {nameOf(entry.action)}
        </Text>
        <span className={styles['small']} style={{ flex: 1 }}>
          {entry.of ? `${t('of', { title: entry.of.title })} · ` : ''}
          <Doer entry={entry} isImported={entry.imported} /> ·{' '}
          <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
        </span>
        {entry.undone ? <span className={styles['small']}>{t('history.undone')}</span> : null}
        {mayUndo ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} />}
            onClick={() =>
              void takeBack({ batch: entry.batch, object: object.name, text: nameOf(entry.action) })
            }
          >
            {t('history.undo')}
          </Button>
        ) : null}
      </div>
      <Text size="sm" component="div">
        <Changes object={object} fields={entry.fields} />
      </Text>
    </li>
  );
}
