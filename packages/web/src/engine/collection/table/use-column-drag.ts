import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Column, moveColumn } from '../state/columns.ts';

const loadDrag = () =>
  Promise.all([
    import('@atlaskit/pragmatic-drag-and-drop/combine'),
    import('@atlaskit/pragmatic-drag-and-drop/element/adapter'),
  ]);

/** Lets a header be dragged to another's place. The keyboard's way is in the menu of the column. */
export function useColumnDrag(
  root: RefObject<HTMLElement | null>,
  field: string,
  columns: readonly Column[],
  onMoved: (columns: Column[]) => void,
) {
  const [isDragging, setDragging] = useState(false);
  const [side, setSide] = useState<'before' | 'after' | null>(null);
  const latest = useRef({ columns, onMoved });
  latest.current = { columns, onMoved };

  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const sideAt = (x: number): 'before' | 'after' => {
      const box = element.getBoundingClientRect();
      return x < box.left + box.width / 2 && field !== 'title' ? 'before' : 'after';
    };
    let isGone = false;
    let stop = () => {};
    // Comes after the first rows: nobody drags a column in the first second.
    loadDrag().then(
      ([{ combine }, { draggable, dropTargetForElements }]) => {
        if (isGone) return;
        stop = combine(
          draggable({
            element,
            canDrag: ({ element: dragged, input }) =>
              field !== 'title' &&
              !document
                .elementFromPoint(input.clientX, input.clientY)
                ?.closest('[role=separator]') &&
              dragged === element,
            getInitialData: () => ({ column: field }),
            onDragStart: () => setDragging(true),
            onDrop: () => setDragging(false),
          }),
          dropTargetForElements({
            element,
            canDrop: ({ source }) =>
              typeof source.data['column'] === 'string' && source.data['column'] !== field,
            onDrag: ({ location }) => setSide(sideAt(location.current.input.clientX)),
            onDragLeave: () => setSide(null),
            onDrop: ({ source, location }) => {
              setSide(null);
              const { columns: now, onMoved: tell } = latest.current;
              tell(
                moveColumn(
                  now,
                  String(source.data['column']),
                  field,
                  sideAt(location.current.input.clientX),
                ),
              );
            },
          }),
        );
      },
      () => undefined,
    );
    return () => {
      isGone = true;
      stop();
    };
  }, [root, field]);

  return { isDragging, side };
}
