import { Anchor, Badge, Button, Checkbox, Select, Skeleton, Text, Title } from '@mantine/core';
import type { AnyRecord, DescribedObject, DuplicateGroup, DuplicateStrength } from '@relata/client';
import { IconCopyCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { PageMissing } from '../../app/page-problem.tsx';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { byPlural, useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { sayProblem } from '../../data/undo.ts';
import { Empty } from '../../ui/empty.tsx';
import { dismiss, toast } from '../../ui/toasts.ts';
import styles from './duplicates.module.css';
import { MergeDialog } from './merge-dialog.tsx';
import { useReasons } from './use-reasons.ts';
import { recordsThatTell, useTelling } from './what-tells.ts';

const all: readonly DuplicateStrength[] = ['strong', 'likely', 'weak'];
const colours = { strong: 'red', likely: 'orange', weak: 'gray' } as const;

/** `/people/duplicates`: records that may be the same, to be merged or told apart. */
export function DuplicatesPage() {
  const { plural = '' } = useParams({ strict: false });
  const object = byPlural(useCatalog(), plural);
  if (!object || object.place !== 'main' || !object.can.update) return <PageMissing />;
  return <Page key={object.name} object={object} />;
}

function Page({ object }: { object: DescribedObject }) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const format = useFormat();
  const problem = useProblemText();
  const navigate = useNavigate();
  const { strength } = useSearch({ from: '/inside/$plural/duplicates' });
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const title = t('page.title', { objects: labels.object(object, 'many') });
  useTitleOfPage(title);
  const query = useInfiniteQuery({
    queryKey: ['duplicateGroups', object.name, strength ?? ''],
    queryFn: ({ pageParam, signal }) => {
      const asked = { object: object.name, strength, after: pageParam || null };
      return client.duplicates(asked, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ page }) => page.next,
    // They are looked for in the background: what has just been merged may take a moment to go.
    refetchInterval: (asked) => (asked.state.data?.pages[0]?.searching ? 3000 : false),
    staleTime: 0,
  });
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = query;
  const pages = data?.pages ?? [];
  const groups = pages.flatMap((page) => page.data);
  // What tells namesakes apart is welcome, yet the groups are there without it.
  const told = useQueries({
    queries: pages.map((page) => {
      const ids = page.data.flatMap(({ records }) => records.map((one) => one.id));
      return {
        queryKey: ['list', object.name, 'telling', ids],
        queryFn: ({ signal }: { signal: AbortSignal }) => recordsThatTell(object, ids, signal),
      };
    }),
    combine: (answers) => new Map(answers.flatMap(({ data: some }) => [...(some ?? [])])),
  });
  const [first] = pages;
  const counts = first?.counts;

  const tellApart = async (ids: readonly string[], apart: boolean) => {
    try {
      await client.keepApart(object.name, ids, apart);
      await refetch();
      if (!apart) return;
      toast({
        id: 'apart',
        text: t('page.toldApart'),
        tone: 'plain',
        lasts: 8000,
        action: {
          label: t('page.takeBack'),
          run: () => {
            dismiss('apart');
            void tellApart(ids, false);
          },
        },
      });
    } catch (caught) {
      sayProblem(caught);
    }
  };
  return (
    <div className={styles['root']}>
      <div className={styles['head']}>
        <Title order={1}>{title}</Title>
        <Select
          aria-label={t('page.strength')}
          data={[
            { value: '', label: t('page.all') },
            ...all.map((one) => ({
              value: one,
              label: counts
                ? `${t(`strength.${one}`)} (${format.number(counts[one])})`
                : t(`strength.${one}`),
            })),
          ]}
          value={strength ?? ''}
          allowDeselect={false}
          onChange={(next) =>
            void navigate({ to: '.', search: { strength: next || undefined }, replace: true })
          }
        />
        {first?.searching ? (
          <Text size="sm" c="dimmed" role="status">
            {t('page.searching')}
          </Text>
        ) : null}
      </div>
      {error ? <Empty role="alert" title={problem(error)} /> : null}
      {data || error ? null : <Skeleton m="md" h={320} />}
      {data && !groups.length ? (
        <Empty
          icon={<IconCopyCheck size={28} stroke={1.4} />}
          title={t('page.none')}
          text={t('page.noneText')}
        />
      ) : null}
      <ul className={styles['groups']}>
        {groups.map((group) => (
          <Group
            key={group.records.map((one) => one.id).join()}
            object={object}
            group={group}
            told={told}
            onMerge={setMerging}
            onApart={(ids) => void tellApart(ids, true)}
          />
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="default" m="md" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('page.more')}
        </Button>
      ) : null}
      {merging ? (
        <MergeDialog
          object={object}
          ids={merging}
          onClose={(merged) => {
            setMerging(null);
            if (merged) void refetch();
          }}
        />
      ) : null}
    </div>
  );
}

interface GroupProps {
  object: DescribedObject;
  group: DuplicateGroup;
  /** The records by their ids, with what tells them from each other. */
  told: ReadonlyMap<string, AnyRecord>;
  /** Ids of those that somebody left ticked. */
  onMerge: (ids: readonly string[]) => void;
  onApart: (ids: readonly string[]) => void;
}

function Group({ object, group, told, onMerge, onApart }: GroupProps) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const reasonsOf = useReasons(object);
  const telling = useTelling(object);
  const telltale = useId();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [first] = group.records;
  const ids = group.records.map((one) => one.id).filter((id) => !left.has(id));
  const isSeveral = group.records.length > 2;
  const isFew = ids.length < 2;
  const tells = (id: string) => {
    const record = told.get(id);
    return record && telling(record);
  };
  return (
    <li className={styles['group']}>
      <div className={styles['why']}>
        <Badge variant="light" tt="none" fw={500} color={colours[group.strength]}>
          {t(`strength.${group.strength}`)}
        </Badge>
        <Text size="sm" component="span">
          {reasonsOf(group.reasons)}
        </Text>
      </div>
      <ul className={styles['records']}>
        {group.records.map((record) => (
          <li key={record.id}>
            {isSeveral ? (
              <Checkbox
                size="xs"
                aria-label={record.title || labels.object(object, 'one')}
                aria-describedby={telltale + record.id}
                checked={!left.has(record.id)}
                onChange={({ currentTarget: { checked } }) => {
                  const others = [...left].filter((id) => id !== record.id);
                  setLeft(new Set(checked ? others : [...others, record.id]));
                }}
              />
            ) : null}
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/$plural/$id"
                  params={{ plural: object.plural, id: record.id }}
                  {...props}
                />
              )}
            >
              {record.title || labels.object(object, 'one')}
            </Anchor>
            <Text size="xs" c="dimmed" component="span" id={telltale + record.id}>
              {tells(record.id)}
            </Text>
          </li>
        ))}
      </ul>
      <div className={styles['tools']}>
        {object.can.delete ? (
          <Button
            size="compact-sm"
            disabled={isFew}
            onClick={() => onMerge(ids)}
            aria-label={t('page.mergeGroup', { title: first?.title ?? '' })}
          >
            {t('merge.open')}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="default" disabled={isFew} onClick={() => onApart(ids)}>
          {t('page.apart')}
        </Button>
      </div>
    </li>
  );
}
