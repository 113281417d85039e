import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconDeviceFloppy, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useTranslation } from 'react-i18next';
import { withTextsOf } from '../../app/language.ts';
import { useObject } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { type Collection, unchanged } from '../collection/state/use-collection.ts';
import classes from './view-tabs.module.css';
import { mayChangeView, type SavedView } from './views.ts';

const ViewMenu = lazy(() =>
  import('./view-menu.tsx').then((module) => ({ default: module.ViewMenu })),
);
const ViewDialog = lazy(() =>
  withTextsOf(['views'], import('./view-dialog.tsx')).then((module) => ({
    default: module.ViewDialog,
  })),
);

/** The saved views of an object as tabs; the one that is shown has a menu of its own. */
export function ViewTabs({ collection }: { collection: Collection }) {
  const { views, view, isModified, set } = collection;
  const { t } = useTranslation('collection');
  const viewObject = useObject('view');
  const { can } = viewObject;
  const [dialog, setDialog] = useState<'new' | 'rename' | 'share' | null>(null);
  const me = useMe();
  const mayChange = (one: SavedView) => mayChangeView(one, viewObject, me);
  const canSave = isModified && mayChange(view);

  return (
    <div className={classes['bar']}>
      <nav className={classes['tabs']} aria-label={t('views.label')}>
        {views.map((one) => (
          <span
            key={one.id}
            className={classes['tab']}
            data-active={one.id === view.id || undefined}
          >
            <Link
              to="."
              search={(before: Record<string, unknown>) => ({
                ...before,
                ...unchanged,
                view: one.id,
                open: undefined,
              })}
              className={classes['link']}
              aria-current={one.id === view.id ? 'page' : undefined}
            >
              {one.name}
              {one.id === view.id && isModified && (
                <span
                  className={classes['dot']}
                  role="img"
                  aria-label={t('views.modified')}
                  title={t('views.modified')}
                />
              )}
            </Link>
            {one.id === view.id && mayChange(one) && (
              <Suspense fallback={<span className={classes['menuHere']} />}>
                <ViewMenu
                  collection={collection}
                  view={one}
                  movable={views.filter(mayChange)}
                  onAsk={setDialog}
                />
              </Suspense>
            )}
          </span>
        ))}
        {can.create && (
          <Tooltip label={t('views.saveAs')}>
            <ActionIcon size={28} aria-label={t('views.saveAs')} onClick={() => setDialog('new')}>
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </nav>
      {isModified && (
        <div className={classes['changed']}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={() => set(unchanged)}
          >
            {t('views.reset')}
          </Button>
          {canSave ? (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconDeviceFloppy size={15} aria-hidden />}
              onClick={() =>
                void import('./save-view.ts')
                  .then(({ saveView }) =>
                    saveView(viewObject, collection, t('views.saved', { name: view.name })),
                  )
                  .then(() => set(unchanged), sayProblem)
              }
            >
              {t('views.save')}
            </Button>
          ) : (
            can.create && (
              <Button
                size="compact-sm"
                variant="light"
                leftSection={<IconDeviceFloppy size={15} aria-hidden />}
                onClick={() => setDialog('new')}
              >
                {t('views.saveAs')}
              </Button>
            )
          )}
        </div>
      )}
      {dialog && (
        <Suspense>
          <ViewDialog collection={collection} asks={dialog} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </div>
  );
}
