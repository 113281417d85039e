import { ActionIcon, Indicator, Popover, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { onWork } from '../../data/live.ts';
import { forget, refreshTables } from '../../data/records.ts';
import { offerUndo, tell } from '../../data/undo.ts';
import { doneOf, noteWork, workQuery } from '../../data/work.ts';
import classes from './bell.module.css';

const Panel = lazy(() => import('./panel.tsx').then((module) => ({ default: module.Panel })));

const noticesQuery = {
  queryKey: ['notifications'],
  queryFn: () => client.notifications(),
  staleTime: 60_000,
};

/** What goes on in the background and what happened meanwhile. */
export function Bell() {
  const { t } = useTranslation('app');
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { data: work = [] } = useQuery({
    ...workQuery,
    // Events tell of progress; this is for when they cannot get through.
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.status === 'running') ? 5000 : false,
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
    <Popover
      opened={isOpen}
      onChange={toggle}
      position="bottom-end"
      width={360}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Tooltip label={t('shell.notifications')} disabled={isOpen}>
          <Indicator
            disabled={running + unread === 0}
            processing={running > 0}
            size={8}
            offset={6}
            color="indigo"
          >
            <ActionIcon
              aria-label={
                running + unread
                  ? t('bell.some', { count: running + unread })
                  : t('shell.notifications')
              }
              aria-haspopup="dialog"
              aria-expanded={isOpen}
              onClick={() => toggle(!isOpen)}
            >
              <IconBell size={20} stroke={1.6} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={t('shell.notifications')}>
        <div className={classes['scroll']}>
          <Suspense fallback={<div style={{ height: 80 }} />}>
            <Panel work={work} notices={notices?.data ?? []} onFollow={() => setOpen(false)} />
          </Suspense>
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
        if (item.status === 'running') {
          if (item.kind === 'change' && !item.progress.done) tell(t('bell.inBackground'));
          return;
        }
        for (const object of item.object ? [item.object] : Object.keys(catalog.objects)) {
          forget(object);
          refreshTables(object);
        }
        // Where the change was made, it is told as any other change; that formulas have followed is seen.
        if (item.kind === 'change' || (item.kind === 'recompute' && item.status === 'done')) return;
        if (item.status === 'failed') tell(t('bell.failed', { work: t(`bell.${item.kind}`) }));
        else if (item.status === 'cancelled')
          tell(`${t(`bell.${item.kind}`)}: ${t('bell.cancelled')}`);
        else if (item.batch && item.kind === 'bulk')
          offerUndo({
            batch: item.batch,
            object: item.object ?? '',
            text: t('bell.bulkDone', { count: doneOf(item) }),
            work: item.id,
          });
        else tell(t('bell.done', { work: t(`bell.${item.kind}`) }));
      }),
    [catalog, t],
  );
}
