import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconPencil,
  IconStar,
  IconStarOff,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { type Collection, unchanged } from '../collection/state/use-collection.ts';
import { deleteView, makeDefault, moveView } from './save-view.ts';
import type { SavedView } from './views.ts';

/** What can be done with a saved view. */
export function ViewMenu({
  collection,
  view,
  movable,
  onAsk,
}: {
  collection: Collection;
  view: SavedView;
  /** Those whose places the person may change. */
  movable: readonly SavedView[];
  onAsk: (what: 'rename' | 'share') => void;
}) {
  const { set } = collection;
  const { t } = useTranslation('collection');
  const viewObject = useObject('view');
  const place = movable.indexOf(view);
  const { can } = useMe();
  const does = (work: Promise<unknown>) => void work.catch(sayProblem);
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon size={24} aria-label={t('views.menu', { name: view.name })}>
          <IconChevronDown size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => onAsk('rename')}
        >
          {t('views.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => onAsk('share')}>
          {t('views.share')}
        </Menu.Item>
        {(view.sharedWith === 'me' || can.administer) && (
          <Menu.Item
            leftSection={
              view.isDefault ? (
                <IconStarOff size={16} aria-hidden />
              ) : (
                <IconStar size={16} aria-hidden />
              )
            }
            onClick={() => does(makeDefault(viewObject, view, !view.isDefault))}
          >
            {view.isDefault ? t('views.noDefault') : t('views.default')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          disabled={place <= 0}
          onClick={() => does(moveView(viewObject, movable, view, -1))}
        >
          {t('views.left')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={16} aria-hidden />}
          disabled={place >= movable.length - 1}
          onClick={() => does(moveView(viewObject, movable, view, 1))}
        >
          {t('views.right')}
        </Menu.Item>
        {viewObject.can.delete && (
          <>
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
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
