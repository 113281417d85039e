import { Button, Checkbox, Select, Skeleton, Text, Title } from '@mantine/core';
import type { Deleted } from '@relata/client';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { described, useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { sayProblem } from '../../data/undo.ts';
import { restore } from '../../data/writes.ts';
import { Empty } from '../../ui/empty.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import classes from './recycle-bin.module.css';

/** What was deleted, newest first, and the way back. */
export function RecycleBinPage() {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const catalog = useCatalog();
  const navigate = useNavigate();
  const { object } = useSearch({ from: '/inside/recycle-bin' });
  const objects = Object.values(catalog.objects).filter(
    (one) => one.can.delete && one.place !== 'none',
  );
  useTitleOfPage(t('shell.recycleBin'));
  return (
    <div className={classes['root']}>
      <div className={classes['head']}>
        <Title order={1}>{t('shell.recycleBin')}</Title>
        <Select
          aria-label={t('bin.object')}
          data={[
            { value: '', label: t('bin.all') },
            ...objects.map((one) => ({ value: one.name, label: labels.object(one, 'many') })),
          ]}
          value={object ?? ''}
          allowDeselect={false}
          onChange={(name) =>
            void navigate({ to: '.', search: { object: name || undefined }, replace: true })
          }
        />
        <Text size="sm" c="dimmed">
          {t('bin.text')}
        </Text>
      </div>
      <List key={object} object={object} />
    </div>
  );
}

function List({ object }: { object: string | undefined }) {
  const { t } = useTranslation('app');
  const problem = useProblemText();
  const catalog = useCatalog();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['recycleBin', object ?? ''],
    queryFn: ({ pageParam, signal }) =>
      client.recycleBin({ object, after: pageParam, limit: 100 }, signal),
    initialPageParam: '',
    getNextPageParam: ({ page }) => page.next,
    staleTime: 0,
  });
  const records = data?.pages.flatMap((page) => page.data) ?? [];

  /** One undo takes back what was restored of one object. */
  const bring = async (wanted: readonly Deleted[]) => {
    setChosen(new Set());
    try {
      for (const [name, group] of Map.groupBy(wanted, (record) => record.object))
        await restore(
          described(catalog, name),
          group.map((record) => record.id),
        );
    } catch (caught) {
      sayProblem(caught);
    } finally {
      await refetch();
    }
  };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };

  if (error) return <Empty role="alert" title={t('problem.title')} text={problem(error)} />;
  if (!data) return <Skeleton m="md" h={320} />;
  if (records.length === 0)
    return (
      <Empty
        icon={<IconTrash size={28} stroke={1.4} />}
        title={t('bin.empty')}
        text={t('bin.emptyText')}
      />
    );
  return (
    <>
      <div className={classes['bar']}>
        {chosen.size > 0 && (
          <Button
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => void bring(records.filter((record) => chosen.has(record.id)))}
          >
            {t('bin.restoreMany', { count: chosen.size })}
          </Button>
        )}
      </div>
      <ul className={classes['list']}>
        {records.map((record) => (
          <Line
            key={record.id}
            record={record}
            isChosen={chosen.has(record.id)}
            onToggle={() => toggle(record.id)}
            onRestore={() => void bring([record])}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" m="md" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('bin.more')}
        </Button>
      )}
    </>
  );
}

interface LineProps {
  record: Deleted;
  isChosen: boolean;
  onToggle: () => void;
  onRestore: () => void;
}

function Line({ record, isChosen, onToggle, onRestore }: LineProps) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const object = useCatalog().objects[record.object];
  const time = format.relative(record.deletedAt);
  return (
    <li className={classes['row']}>
      <Checkbox size="xs" aria-label={record.title} checked={isChosen} onChange={onToggle} />
      {object && <ObjectIcon name={object.icon} />}
      <span className={classes['title']}>
        {record.title}
        {object && record.mergedInto && (
          <Link
            className={classes['into']}
            to="/$plural/$id"
            params={{ plural: object.plural, id: record.mergedInto }}
          >
            {t('bin.merged')}
          </Link>
        )}
      </span>
      <Text
        className={classes['who'] ?? ''}
        size="xs"
        c="dimmed"
        title={format.dateTime(record.deletedAt)}
      >
        {record.deletedBy ? t('bin.by', { time, name: record.deletedBy.name }) : time}
      </Text>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={onRestore}
        aria-label={t('bin.restoreOne', { title: record.title })}
      >
        {t('bin.restore')}
      </Button>
    </li>
  );
}
