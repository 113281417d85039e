import { ActionIcon, Menu } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { IconDots, IconExternalLink, IconRoute, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { Dot } from '../../fields/dot.tsx';
import { availableActions } from '../record/actions.ts';
import styles from './board.module.css';
import { useBoardFrame } from './context.ts';
import type { Column } from './move.ts';

interface Props {
  card: AnyRecord;
  columnKey: string | null;
  isTabStop: boolean;
}

/** Everything that dragging does, for fingers and screen readers. */
export function CardMenu({ card, columnKey, isTabStop }: Props) {
  const { doings } = useBoardFrame();
  const [columns, setColumns] = useState<readonly Column[]>([]);
  const { t } = useTranslation('board');
  return (
    <Menu position="bottom-end" onOpen={() => setColumns(doings.current.columns)}>
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
        <Items card={card} columnKey={columnKey} columns={columns} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Made only while the menu is open. */
function Items({
  card,
  columnKey,
  columns,
}: Omit<Props, 'isTabStop'> & { columns: readonly Column[] }) {
  const { object, nameOf, holds, doings } = useBoardFrame();
  const { t } = useTranslation('board');
  const labels = useLabels();
  const navigate = useNavigate();
  return (
    <>
      <Menu.Item
        leftSection={<IconExternalLink size={15} />}
        onClick={() =>
          void navigate({ to: '/$plural/$id', params: { plural: object.plural, id: card.id } })
        }
      >
        {t('openPage')}
      </Menu.Item>
      {availableActions(object, card, holds).map(({ name }) => (
        <Menu.Item key={name} onClick={() => doings.current.act([card], name)}>
          {labels.action(object, name)}
        </Menu.Item>
      ))}
      {object.can.update ? (
        <>
          <Menu.Label>{t('moveTo')}</Menu.Label>
          {columns
            .filter((column) => column.key !== columnKey && doings.current.isOpenTo(card, column))
            .map((column) => (
              <Menu.Item
                key={column.key ?? ''}
                leftSection={<Dot colour={column.colour} />}
                onClick={() => doings.current.move([card], column)}
              >
                {nameOf(column)}
              </Menu.Item>
            ))}
          {doings.current.moveAway ? (
            <Menu.Item
              leftSection={<IconRoute size={15} />}
              onClick={() => doings.current.moveAway?.([card])}
            >
              {t('moveAway')}
            </Menu.Item>
          ) : null}
        </>
      ) : null}
      {object.can.delete ? (
        <>
          <Menu.Divider />
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={15} />}
            onClick={() => doings.current.discard([card])}
          >
            {t('delete')}
          </Menu.Item>
        </>
      ) : null}
    </>
  );
}
