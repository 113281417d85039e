import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconStar,
  IconStarOff,
  IconTrash,
  IconUsers,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { type Collection, unchanged } from '../collection/state/use-collection.ts';
import { changeView, deleteView, makeDefault, moveView, saveView } from './save-view.ts';
import classes from './view-tabs.module.css';
import type { SavedView } from './views.ts';

const ViewDialog = lazy(() =>
  import('./view-dialog.tsx').then((module) => ({ default: module.ViewDialog })),
);

/** The saved views of an object as tabs; the one that is shown has a menu of its own. */
export function ViewTabs({ collection }: { collection: Collection }) {
  const { views, view, isModified, set } = collection;
  const { t } = useTranslation('collection');
  const viewObject = useObject('view');
  const { can } = viewObject;
  const [dialog, setDialog] = useState<'new' | 'rename' | null>(null);
  const canSave = isModified && !view.isOurs;

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
            {one.id === view.id && !one.isOurs && can.update && (
              <ViewMenu collection={collection} view={one} onRename={() => setDialog('rename')} />
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
          {canSave && can.update ? (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconDeviceFloppy size={15} aria-hidden />}
              onClick={() =>
                void saveView(viewObject, collection, t('views.saved', { name: view.name })).then(
                  () => set(unchanged),
                  sayProblem,
                )
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
          <ViewDialog
            collection={collection}
            renames={dialog === 'rename'}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

function ViewMenu({
  collection,
  view,
  onRename,
}: {
  collection: Collection;
  view: SavedView;
  onRename: () => void;
}) {
  const { views, set } = collection;
  const { t } = useTranslation('collection');
  const viewObject = useObject('view');
  const saved = views.filter((one) => !one.isOurs);
  const place = saved.indexOf(view);
  const does = (work: Promise<unknown>) => void work.catch(sayProblem);
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon size={24} aria-label={t('views.menu', { name: view.name })}>
          <IconChevronDown size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onRename}>
          {t('views.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={
            view.isShared ? <IconUser size={16} aria-hidden /> : <IconUsers size={16} aria-hidden />
          }
          onClick={() =>
            does(
              changeView(
                viewObject,
                view,
                { sharedWith: view.isShared ? 'me' : 'everyone' },
                view.isShared
                  ? t('views.unshared', { name: view.name })
                  : t('views.shared', { name: view.name }),
              ),
            )
          }
        >
          {view.isShared ? t('views.unshare') : t('views.share')}
        </Menu.Item>
        <Menu.Item
          leftSection={
            view.isDefault ? (
              <IconStarOff size={16} aria-hidden />
            ) : (
              <IconStar size={16} aria-hidden />
            )
          }
          onClick={() => does(makeDefault(viewObject, views, view.isDefault ? null : view.id))}
        >
          {view.isDefault ? t('views.noDefault') : t('views.default')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          disabled={place <= 0}
          onClick={() => does(moveView(viewObject, views, view, -1))}
        >
          {t('views.left')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={16} aria-hidden />}
          disabled={place >= saved.length - 1}
          onClick={() => does(moveView(viewObject, views, view, 1))}
        >
          {t('views.right')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => {
            set({ ...unchanged, view: undefined });
            does(deleteView(viewObject, view, t('views.deleted', { name: view.name })));
          }}
        >
          {t('views.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
