import { ActionIcon, Badge, Group, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import {
  IconCalendar,
  IconLayoutKanban,
  IconPencil,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../../data/catalog.ts';
import { useMe } from '../../../data/session.ts';
import { sayProblem } from '../../../data/undo.ts';
import { FilterWords } from '../../../engine/collection/filter/chips.tsx';
import { readFilter } from '../../../engine/collection/state/use-collection.ts';
import { deleteView } from '../../../engine/views/save-view.ts';
import { mayChangeView, mayDeleteView, type SavedView } from '../../../engine/views/views.ts';
import { useSmallList } from '../../../fields/titles.ts';
import classes from './views.module.css';

const icons = { table: IconTable, board: IconLayoutKanban, calendar: IconCalendar };

/** A view in words: what it shows, who sees it, whether it opens first. */
export function ViewRow({
  object,
  view,
  onEdit,
}: {
  object: DescribedObject;
  view: SavedView;
  onEdit: () => void;
}) {
  const { t } = useTranslation(['views', 'collection']);
  const me = useMe();
  const views = useObject('view');
  const owner = useSmallList('user').find((one) => one.id === view.owner);
  const Icon = icons[view.layout];
  const filter = readFilter(view.filter);
  const isEverything = Object.keys(filter).length === 0;
  return (
    <li className={classes['row']}>
      <Icon size={16} className={classes['icon'] ?? ''} aria-hidden />
      <div className={classes['words']}>
        <Group gap={8}>
          <Link
            to="/$plural"
            params={{ plural: object.plural }}
            search={{ view: view.id }}
            className={classes['name']}
          >
            {view.name}
          </Link>
          <Badge size="sm" variant="light" color="gray" tt="none">
            {t(`share.${view.sharedWith}`)}
          </Badge>
          {view.isDefault && (
            <Badge size="sm" variant="light" color="indigo" tt="none">
              {t('manage.first')}
            </Badge>
          )}
          {owner && owner.id !== me.user.id && (
            <Text size="xs" c="dimmed">
              {t('manage.by', { name: owner.title })}
            </Text>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {isEverything ? t('manage.everything') : <FilterWords object={object} filter={filter} />}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        {mayChangeView(view, views, me) && (
          <ActionIcon size={32} aria-label={`${t('manage.edit')}: ${view.name}`} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
        {mayDeleteView(view, views, me) && (
          <ActionIcon
            size={32}
            aria-label={`${t('collection:views.delete')}: ${view.name}`}
            onClick={() =>
              void deleteView(
                views,
                view,
                t('collection:views.deleted', { name: view.name }),
              ).catch(sayProblem)
            }
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
    </li>
  );
}
