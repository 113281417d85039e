import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Grip, movedTo, useOrder } from '../../ui/order.tsx';
import classes from './ordered-list.module.css';

interface Props<T> {
  label: string;
  items: readonly T[];
  /** Of the open one. */
  chosen?: string | undefined;
  /** Only looked at. */
  isFixed: boolean;
  /** All of them in their new order. */
  onOrder: (items: T[]) => void;
  onOpen: (item: T) => void;
  /** Beside the name, within the button that opens it. */
  renderName: (item: T) => ReactNode;
  /** Below the name. */
  renderMore?: (item: T) => ReactNode;
  /** At the end of the line. */
  renderEnd?: (item: T) => ReactNode;
}

/** Things that are asked or shown one after the other: put in order by dragging, with arrows, or Alt and the arrow keys. */
export function OrderedList<T extends { id: string; title: string }>(props: Props<T>) {
  const { label, items, chosen, isFixed, onOrder, onOpen } = props;
  const { t } = useTranslation('settings');
  const order = useOrder(items, (from, to) => onOrder(movedTo(items, from, to)));
  return (
    <ol className={classes['list']} aria-label={label} {...order.list}>
      {order.shown.map((one, at) => (
        <li key={one.id} data-chosen={one.id === chosen || undefined} {...order.line(at)}>
          {isFixed ? null : <Grip {...order.grip(at)} />}
          <div className={classes['words']}>
            <UnstyledButton
              className={classes['name'] ?? ''}
              aria-current={one.id === chosen || undefined}
              onClick={() => onOpen(one)}
              {...(!isFixed && { onKeyDown: order.onKeyDown(at) })}
            >
              {props.renderName(one)}
            </UnstyledButton>
            {props.renderMore?.(one)}
          </div>
          {isFixed ? null : (
            <>
              <ActionIcon
                size={28}
                aria-label={t('order.up', { name: one.title })}
                disabled={at === 0}
                onClick={() => order.move(at, at - 1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                size={28}
                aria-label={t('order.down', { name: one.title })}
                disabled={at === items.length - 1}
                onClick={() => order.move(at, at + 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              {props.renderEnd?.(one)}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
