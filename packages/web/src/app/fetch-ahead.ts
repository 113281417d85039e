import { whenReached } from '../data/connection.ts';

/**
 * Parts of the app that most people need within a minute, fetched one after the other once the first page has come to
 * rest: a click then never waits for code, and a server that goes away takes nothing with it.
 */
const parts = [
  () => import('../fields/field-input.tsx'),
  () => import('../engine/record/record-panel.tsx'),
  () => import('../engine/record/page.tsx'),
  () => import('../engine/forms/create-dialog.tsx'),
  () => import('../engine/palette/palette.tsx'),
  () => import('../engine/collection/filter/builder.tsx'),
  () => import('../engine/collection/toolbar/column-chooser.tsx'),
  () => import('../engine/collection/bulk/bulk-bar.tsx'),
  () => import('../engine/board/board.tsx'),
  () => import('../engine/notifications/panel.tsx'),
];

export function fetchAhead(): () => void {
  let isOver = false;
  const timer = setTimeout(async () => {
    for (const part of parts) {
      await whenReached();
      if (isOver) return;
      await new Promise<void>((resolve) => {
        // Safari has no requestIdleCallback.
        if ('requestIdleCallback' in window)
          requestIdleCallback(() => resolve(), { timeout: 2000 });
        else setTimeout(resolve, 100);
      });
      await part().catch(() => undefined);
    }
  }, 1500);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
