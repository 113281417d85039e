import { ActionIcon, Menu } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconDots, IconExternalLink, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { Dot } from '../../fields/dot.tsx';
import { availableActions } from '../record/actions.ts';
import type { Holds } from '../record/use-holds.ts';
import styles from './board.module.css';
import type { Column } from './move.ts';

interface Props {
  object: DescribedObject;
  card: AnyRecord;
  columns: readonly Column[];
  columnKey: string | null;
  isTabStop: boolean;
  nameOf: (column: Column) => string;
  holds: Holds;
  onMove: (card: AnyRecord, column: Column) => void;
  onAction: (card: AnyRecord, action: string) => void;
  onDelete: (card: AnyRecord) => void;
}

/** Everything that dragging does, for fingers and screen readers. */
export function CardMenu({
  object,
  card,
  columns,
  columnKey,
  isTabStop,
  nameOf,
  holds,
  onMove,
  onAction,
  onDelete,
}: Props) {
  const { t } = useTranslation('board');
  const labels = useLabels();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          size={24}
          className={styles['menu']}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('menu', { title: card.title })}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <Menu.Item
          leftSection={<IconExternalLink size={15} />}
          onClick={() =>
            void navigate({ to: '/$plural/$id', params: { plural: object.plural, id: card.id } })
          }
        >
          {t('openPage')}
        </Menu.Item>
        {availableActions(object, card, holds).map(({ name }) => (
          <Menu.Item key={name} onClick={() => onAction(card, name)}>
            {labels.action(object, name)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('moveTo')}</Menu.Label>
        {columns
          .filter((column) => column.key !== columnKey)
          .map((column) => (
            <Menu.Item
              key={column.key ?? ''}
              leftSection={<Dot colour={column.colour} />}
              onClick={() => onMove(card, column)}
            >
              {nameOf(column)}
            </Menu.Item>
          ))}
        {object.can.delete ? (
          <>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} />}
              onClick={() => onDelete(card)}
            >
              {t('delete')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
