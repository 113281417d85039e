import { Anchor, Badge, Button, Select, Skeleton, Text, Title } from '@mantine/core';
import type { DescribedObject, DuplicateGroup, DuplicateStrength } from '@relata/client';
import { IconCopyCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
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
    queryFn: ({ pageParam, signal }) =>
      client.duplicates({ object: object.name, strength, after: pageParam || null }, signal),
    initialPageParam: '',
    getNextPageParam: ({ page }) => page.next,
    // They are looked for in the background: what has just been merged may take a moment to go.
    refetchInterval: (asked) => (asked.state.data?.pages[0]?.searching ? 3000 : false),
    staleTime: 0,
  });
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = query;
  const groups = data?.pages.flatMap((page) => page.data) ?? [];
  const [first] = data?.pages ?? [];
  const counts = first?.counts;

  const tellApart = async ({ records }: DuplicateGroup, apart: boolean) => {
    const ids = records.map((one) => one.id);
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
            void tellApart({ records } as DuplicateGroup, false);
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
            onMerge={() => setMerging(group.records.map((one) => one.id))}
            onApart={() => void tellApart(group, true)}
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
  onMerge: () => void;
  onApart: () => void;
}

function Group({ object, group, onMerge, onApart }: GroupProps) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const reasonsOf = useReasons(object);
  const [first] = group.records;
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
          </li>
        ))}
      </ul>
      <div className={styles['tools']}>
        {object.can.delete ? (
          <Button
            size="compact-sm"
            onClick={onMerge}
            aria-label={t('page.mergeGroup', { title: first?.title ?? '' })}
          >
            {t('merge.open')}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="default" onClick={onApart}>
          {t('page.apart')}
        </Button>
      </div>
    </li>
  );
}
