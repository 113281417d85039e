import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
  IconFilter,
  IconLayersSubtract,
  IconPin,
  IconPinnedOff,
  IconPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { kinds } from '@relata/model';
import {
  type Column,
  pinColumn,
  shiftColumn,
  toggleColumn,
  writeColumns,
} from '../state/columns.ts';
import { readSort, sortBy, writeSort } from '../state/sort.ts';
import type { Collection } from '../state/use-collection.ts';
import { groupableFields } from '../groups/group-by.ts';
import { askFilter } from '../filter/ask-filter.ts';
import classes from './table.module.css';

interface Props {
  collection: Collection;
  columns: readonly Column[];
  column: Column;
  label: string;
}

/** Everything that can be done with a column; also the keyboard's way to what dragging does. */
export function ColumnMenu({ collection, columns, column, label }: Props) {
  const { object, set } = collection;
  const { t } = useTranslation('collection');
  const steps = readSort(collection.sort);
  const place = columns.indexOf(column);
  const field = object.fields[column.field];
  const isTitle = column.field === 'title';
  const keep = (next: Column[]) => set({ columns: writeColumns(next) });
  const sort = (descending: boolean, adding: boolean) =>
    set({ sort: writeSort(sortBy(steps, column.field, descending, adding)) });
  const canAdd = steps.length > 0 && !(steps.length === 1 && steps[0]?.field === column.field);

  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon
          size={24}
          className={classes['headMenu'] ?? ''}
          aria-label={t('column.menu', { field: label })}
        >
          <IconChevronDown size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={16} aria-hidden />}
          onClick={() => sort(false, false)}
        >
          {t('column.ascending')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} aria-hidden />}
          onClick={() => sort(true, false)}
        >
          {t('column.descending')}
        </Menu.Item>
        {canAdd && (
          <>
            <Menu.Item
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => sort(false, true)}
            >
              {t('column.thenAscending')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => sort(true, true)}
            >
              {t('column.thenDescending')}
            </Menu.Item>
          </>
        )}
        {field && kinds[field.kind].operators.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconFilter size={16} aria-hidden />}
              onClick={() => askFilter(column.field)}
            >
              {t('column.filter')}
            </Menu.Item>
          </>
        )}
        {groupableFields(object).includes(column.field) && (
          <Menu.Item
            leftSection={<IconLayersSubtract size={16} aria-hidden />}
            onClick={() => set({ groups: column.field })}
          >
            {t('column.group')}
          </Menu.Item>
        )}
        {!isTitle && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={
                column.pinned ? (
                  <IconPinnedOff size={16} aria-hidden />
                ) : (
                  <IconPin size={16} aria-hidden />
                )
              }
              onClick={() => keep(pinColumn(columns, column.field, !column.pinned))}
            >
              {column.pinned ? t('column.unpin') : t('column.pin')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowLeft size={16} aria-hidden />}
              disabled={place <= 1}
              closeMenuOnClick={false}
              onClick={() => keep(shiftColumn(columns, column.field, -1))}
            >
              {t('column.left')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowRight size={16} aria-hidden />}
              disabled={place === columns.length - 1}
              closeMenuOnClick={false}
              onClick={() => keep(shiftColumn(columns, column.field, 1))}
            >
              {t('column.right')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconEyeOff size={16} aria-hidden />}
              onClick={() => keep(toggleColumn(object, columns, column.field))}
            >
              {t('column.hide')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
