import { IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type HTMLAttributes, type KeyboardEvent, useState } from 'react';
import classes from './order.module.css';

/**
 * A list that somebody puts in order: dragged by its grips, moved with arrows, or with Alt and the arrow keys. While
 * something is dragged `shown` is the list as it would be; `onMove` is told once, when it is let go. Escape leaves all as it was.
 */
export function useOrder<T>(items: readonly T[], onMove: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<{ from: number; to: number } | null>(null);
  const move = (from: number, to: number) => {
    if (to !== from && to >= 0 && to < items.length) onMove(from, to);
  };
  return {
    shown: dragged ? movedTo(items, dragged.from, dragged.to) : items,
    move,
    /** Of the whole list: the gaps between its lines take what is let go as well. */
    list: {
      onDragOver: (event: DragEvent) => {
        if (dragged) event.preventDefault();
      },
      // What nobody takes has been dropped nowhere.
      onDrop: (event: DragEvent) => {
        if (dragged) event.preventDefault();
      },
    },
    line: (at: number) => ({
      'data-dragged': dragged?.to === at || undefined,
      onDragOver: () => {
        if (dragged && dragged.to !== at) setDragged({ ...dragged, to: at });
      },
    }),
    grip: (at: number): GripProps => ({
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move';
        // Without any data Firefox drags nothing.
        event.dataTransfer.setData('text/plain', '');
        setDragged({ from: at, to: at });
      },
      onDragEnd: (event) => {
        setDragged(null);
        if (dragged && event.dataTransfer.dropEffect !== 'none') move(dragged.from, dragged.to);
      },
    }),
    onKeyDown: (at: number) => (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      move(at, event.key === 'ArrowUp' ? at - 1 : at + 1);
    },
  };
}

/** A list with one member at another place. */
export const movedTo = <T,>(list: readonly T[], from: number, to: number): T[] => {
  const one = list[from];
  return one === undefined || to < 0 || to >= list.length
    ? [...list]
    : list.toSpliced(from, 1).toSpliced(to, 0, one);
};

type GripProps = Pick<HTMLAttributes<HTMLElement>, 'onDragStart' | 'onDragEnd' | 'hidden'>;

/** By what a line is taken with the mouse; a keyboard has the arrows. */
export const Grip = (props: GripProps) => (
  <span {...props} className={classes['grip']} draggable aria-hidden>
    <IconGripVertical size={16} />
  </span>
);
