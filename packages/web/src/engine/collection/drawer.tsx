import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import classes from './collection.module.css';
import type { Collection } from './state/use-collection.ts';

const RecordPanel = lazy(() =>
  import('../record/record-panel.tsx').then((module) => ({ default: module.RecordPanel })),
);

interface Props {
  collection: Collection;
  id: string;
  /** There is no room beside the list: the look lies over it, and takes the keyboard. */
  isNarrow: boolean;
}

/** A quick look at a record beside its list; on narrow screens over it. */
export function Drawer({ collection, id, isNarrow }: Props) {
  const { object, set } = collection;
  const { t } = useTranslation('collection');
  const root = useRef<HTMLElement>(null);
  const close = () => {
    set({ open: undefined });
    document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (isNarrow) root.current?.focus();
  }, [isNarrow]);

  return (
    <aside
      ref={root}
      className={classes['drawer']}
      aria-label={t('drawer.label')}
      tabIndex={-1}
      onKeyDown={(event) => {
        // Menus and dialogs that were opened from here stand elsewhere on the page, and close by themselves.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && !event.defaultPrevented && isHere) close();
      }}
    >
      <div className={classes['drawerBar']}>
        <Tooltip label={t('drawer.close')}>
          <ActionIcon aria-label={t('drawer.close')} onClick={close}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
        {object.place === 'main' && (
          <Tooltip label={t('drawer.open')}>
            <ActionIcon
              renderRoot={(props) => (
                <Link {...props} to="/$plural/$id" params={{ plural: object.plural, id }} />
              )}
              aria-label={t('drawer.open')}
            >
              <IconArrowsDiagonal size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes['drawerBody']}>
        <Suspense fallback={<Skeleton m="md" h={240} />}>
          <RecordPanel key={id} object={object} id={id} onGone={close} />
        </Suspense>
      </div>
    </aside>
  );
}
