import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { RefObject } from 'react';
import type { BoardDoings } from './context.ts';
import { isElsewhere } from './move.ts';

/** Tells which card is in the hand; null once it has been let go. */
export const watchDrags = (onDrag: (id: string | null) => void): (() => void) =>
  monitorForElements({
    canMonitor: ({ source }) => source.data['type'] === 'card',
    onDragStart: ({ source }) => onDrag(String(source.data['id'])),
    onDrop: () => onDrag(null),
  });

/** Does what dropping a card means: another column, an action, the recycle bin. Scrolls sideways near the edges. */
export function watchDrops(element: HTMLElement, doings: RefObject<BoardDoings>): () => void {
  return combine(
    autoScrollForElements({ element, canScroll: ({ source }) => source.data['type'] === 'card' }),
    monitorForElements({
      canMonitor: ({ source }) => source.data['type'] === 'card',
      onDrop: ({ source, location }) => {
        const target = location.current.dropTargets[0]?.data;
        const { columns, together, move, moveAway, act, discard } = doings.current;
        const cards = together(String(source.data['id']));
        if (!cards.length || !target) return;
        if (target['type'] === 'delete') discard(cards);
        else if (target['type'] === 'away') moveAway?.(cards);
        else if (target['type'] === 'action') act(cards, String(target['action']));
        else {
          const column = columns.find((one) => one.key === target['key']);
          if (column && isElsewhere(cards, source.data['from'], column)) move(cards, column);
        }
      },
    }),
  );
}
