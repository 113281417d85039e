import { client } from '../data/client.ts';
import { isAway, onConnection, unreachable } from '../data/connection.ts';

const mark = 'relata:renewed';

/**
 * A part of the app could not be fetched: the server is away, or it has been updated since this page was loaded.
 * Once it answers, the page is loaded anew; not twice within half a minute, should that not help.
 */
export function renewWhenPartsAreMissing(): void {
  window.addEventListener('vite:preloadError', () => {
    client.setUpNeeded().then(renew, () => {
      unreachable();
      const stop = onConnection(() => {
        if (isAway()) return;
        stop();
        renew();
      });
    });
  });
}

function renew(): void {
  const last = Number(sessionStorage.getItem(mark) ?? 0);
  if (Date.now() - last < 30_000) return;
  sessionStorage.setItem(mark, String(Date.now()));
  window.location.reload();
}
