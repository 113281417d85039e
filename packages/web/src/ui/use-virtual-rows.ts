import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Browsers stop at some 17 million pixels: beyond this the scrollbar stands for more than its length. */
const tallest = 12_000_000;
const overscan = 8;

interface Rows {
  first: number;
  last: number;
  /** Distance of the first rendered row from the top of the rows, in pixels of the document. */
  offset: number;
  /** Rows that fit between header and footer. */
  fitting: number;
}

/**
 * Which rows of a list of equal rows to render. `taken` is the height that sticky header and footer take from the
 * scroller.
 */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  taken: number,
) {
  const [rows, setRows] = useState<Rows>({
    first: 0,
    last: Math.min(count, 40) - 1,
    offset: 0,
    fitting: 20,
  });
  const full = count * rowHeight;
  const height = Math.min(full, tallest);
  /** Asked for when it changes, not while scrolling: asking makes the browser lay out the page at once. */
  const inside = useRef(0);

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const view = Math.max(rowHeight, inside.current - taken);
    const ratio = ratioOf(full, height, view);
    const top = element.scrollTop * ratio;
    const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
    const last = Math.min(count - 1, Math.ceil((top + view) / rowHeight) + overscan);
    const offset = ratio === 1 ? first * rowHeight : element.scrollTop - (top - first * rowHeight);
    const fitting = Math.floor(view / rowHeight);
    setRows((now) =>
      now.first === first && now.last === last && now.offset === offset && now.fitting === fitting
        ? now
        : { first, last, offset, fitting },
    );
  }, [scroller, count, rowHeight, taken, full, height]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const resize = () => {
      inside.current = element.clientHeight;
      measure();
    };
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [measure, scroller]);

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const view = Math.max(rowHeight, element.clientHeight - taken);
      const ratio = ratioOf(full, height, view);
      const top = element.scrollTop * ratio;
      if (index * rowHeight < top) element.scrollTop = (index * rowHeight) / ratio;
      else if ((index + 1) * rowHeight > top + view)
        element.scrollTop = ((index + 1) * rowHeight - view) / ratio;
    },
    [scroller, rowHeight, taken, full, height],
  );

  return { ...rows, last: Math.min(rows.last, count - 1), height, reveal };
}

const ratioOf = (full: number, height: number, view: number) =>
  full > height ? (full - view) / Math.max(1, height - view) : 1;
