import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconFileImport,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { useMe } from '../../../data/session.ts';
import { askExport } from '../../../features/export/ask-export.ts';
import type { Collection } from '../state/use-collection.ts';

/** Import, export, all views and the recycle bin of an object. */
export function MoreMenu({ collection }: { collection: Collection }) {
  const { object, filter, q, sort, columns } = collection;
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const navigate = useNavigate();
  const hasOwnPage = object.place === 'main';
  const { can } = object;
  const views = useObject('view');
  const { viewedBy } = useMe();
  const managesViews = views.can.read && viewedBy === null;
  if (!can.export && !can.delete && !(hasOwnPage && can.import) && !managesViews) return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('more.label')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {hasOwnPage && can.import && (
          <Menu.Item
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => void navigate({ href: `/${object.plural}/import` })}
          >
            {t('more.import')}
          </Menu.Item>
        )}
        {can.export && (
          <Menu.Item
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() =>
              askExport({
                object,
                filter,
                q,
                sort,
                columns: columns.map((column) => column.field),
                isSelection: false,
              })
            }
          >
            {t('more.export')}
          </Menu.Item>
        )}
        {hasOwnPage && can.update && (
          <Menu.Item
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => void navigate({ href: `/${object.plural}/duplicates` })}
          >
            {t('more.duplicates')}
          </Menu.Item>
        )}
        {managesViews && (
          <Menu.Item
            leftSection={<IconTable size={16} aria-hidden />}
            onClick={() =>
              void navigate({
                to: '/settings/$page',
                params: { page: 'views' },
                search: { open: object.name },
              })
            }
          >
            {t('more.views')}
          </Menu.Item>
        )}
        {can.delete && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/recycle-bin', search: { object: object.name } })}
            >
              {t('more.deleted', { objects: labels.object(object, 'many') })}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
