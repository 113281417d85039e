import { ActionIcon, Button, Indicator, Popover, Progress, Text, Tooltip } from '@mantine/core';
import type { Notice, WorkItem } from '@relata/client';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { onWork } from '../../data/live.ts';
import { forget, refreshTables } from '../../data/records.ts';
import { offerUndo, sayProblem, takeBack, tell } from '../../data/undo.ts';
import { noteWork, workQuery } from '../../data/work.ts';
import classes from './bell.module.css';

const noticesQuery = { queryKey: ['notifications'], queryFn: () => client.notifications(), staleTime: 60_000 };

/** What goes on in the background and what happened meanwhile. */
export function Bell() {
  const { t } = useTranslation('app');
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { data: work = [] } = useQuery({
    ...workQuery,
    // Events tell of progress; this is for when they cannot get through.
    refetchInterval: ({ state }) => (state.data?.some((one) => one.status === 'running') ? 5000 : false),
  });
  const { data: notices } = useQuery(noticesQuery);
  useFinishedWork();
  const running = work.filter((one) => one.status === 'running').length;
  const unread = notices?.unread ?? 0;

  const toggle = (open: boolean) => {
    setOpen(open);
    if (open && unread)
      client.readNotifications().then(
        () => queries.invalidateQueries({ queryKey: ['notifications'] }),
        () => undefined,
      );
  };

  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-end" width={360} trapFocus>
      <Popover.Target>
        <Tooltip label={t('shell.notifications')} disabled={isOpen}>
          <Indicator disabled={running + unread === 0} processing={running > 0} size={8} offset={6} color="indigo">
            <ActionIcon
              aria-label={running + unread ? t('bell.some', { count: running + unread }) : t('shell.notifications')}
              aria-expanded={isOpen}
              onClick={() => toggle(!isOpen)}
            >
              <IconBell size={20} stroke={1.6} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={classes['scroll']}>
          {work.length + (notices?.data.length ?? 0) === 0 && (
            <Text p="lg" ta="center" c="dimmed" size="sm">
              {t('bell.nothing')}
            </Text>
          )}
          <ul className={classes['list']}>
            {work.slice(0, 20).map((item) => (
              <Work key={item.id} item={item} />
            ))}
            {notices?.data.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} onFollow={() => setOpen(false)} />
            ))}
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Tells when work has come to its end, and brings lists up to date. */
function useFinishedWork(): void {
  const { t } = useTranslation('app');
  const catalog = useCatalog();
  useEffect(
    () =>
      onWork((item) => {
        noteWork(item);
        if (item.status === 'running') return;
        for (const object of item.object ? [item.object] : Object.keys(catalog.objects)) {
          forget(object);
          refreshTables(object);
        }
        if (item.status === 'failed') tell(t('bell.failed', { work: t(`bell.${item.kind}`) }));
        else if (item.batch && item.kind === 'bulk')
          offerUndo({ batch: item.batch, object: item.object ?? '', text: t('bell.bulkDone', { count: doneOf(item) }) });
        else tell(t('bell.done', { work: t(`bell.${item.kind}`) }));
      }),
    [catalog, t],
  );
}

function Work({ item }: { item: WorkItem }) {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const format = useFormat();
  const { done, total } = item.progress;
  const isRunning = item.status === 'running';
  const what = item.object ? `${t(`bell.${item.kind}`)}: ${labels.object(item.object, 'many')}` : t(`bell.${item.kind}`);
  return (
    <li className={classes['item']}>
      <div className={classes['line']}>
        <Text size="sm" fw={500}>
          {what}
        </Text>
        <Text size="xs" c="dimmed">
          {format.relative(item.createdAt)}
        </Text>
      </div>
      {isRunning && (
        <Progress
          value={total ? (done / total) * 100 : 100}
          animated={!total}
          size="sm"
          aria-label={what}
        />
      )}
      <div className={classes['line']}>
        <Text size="xs" c={item.status === 'failed' ? 'red' : 'dimmed'}>
          {isRunning
            ? total
              ? t('bell.progress', { done: format.number(done), total: format.number(total) })
              : t('bell.progressOpen', { done: format.number(done) })
            : item.status === 'failed'
              ? (item.error ?? t('bell.failedShort'))
              : item.status === 'cancelled'
                ? t('bell.cancelled')
                : t('bell.doneShort', { count: doneOf(item), number: format.number(doneOf(item)) })}
        </Text>
        {isRunning && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void client.cancelWork(item.id).catch(sayProblem)}>
            {t('cancel')}
          </Button>
        )}
        {!isRunning && item.batch && item.kind !== 'undo' && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void takeBack({ batch: item.batch ?? '', object: item.object ?? '', text: what })}
          >
            {t('undo.undo')}
          </Button>
        )}
      </div>
    </li>
  );
}

const doneOf = ({ result, progress }: WorkItem): number =>
  result?.['updated'] ?? result?.['deleted'] ?? result?.['made'] ?? result?.['undone'] ?? progress.done;

function NoticeLine({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const object = useCatalog().objects[notice.object ?? ''];
  const text = noticeText(notice, (key) => t(`notice.${key}`, { by: notice.by ?? '', title: notice.title ?? '' }));
  return (
    <li className={classes['item']} data-unread={!notice.read || undefined}>
      <div className={classes['line']}>
        {object && notice.record ? (
          <Link to="/$plural/$id" params={{ plural: object.plural, id: notice.record }} className={classes['link']} onClick={onFollow}>
            {text}
          </Link>
        ) : (
          <Text size="sm">{text}</Text>
        )}
        <Text size="xs" c="dimmed">
          {format.relative(notice.at)}
        </Text>
      </div>
    </li>
  );
}

const known = ['assigned', 'mentioned', 'due', 'importDone', 'other'] as const;

function noticeText(notice: Notice, print: (key: (typeof known)[number]) => string): string {
  return print(known.find((kind) => kind === notice.kind) ?? 'other');
}
