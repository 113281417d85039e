import { client } from '../data/client.ts';
import { isAway, onConnection, unreachable } from '../data/connection.ts';

const mark = 'relata:renewed';

/**
 * A part of the app could not be fetched: the server is away, or it has been updated since this page was loaded.
 * Once it answers, the page is loaded anew; not twice within half a minute, should that not help, and not while
 * somebody has something on it that is not saved.
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
  if (Date.now() - last < 30_000 || wouldLose()) return;
  sessionStorage.setItem(mark, String(Date.now()));
  window.location.reload();
}

/** Forms and changes that wait for the server say so as they do when the page is closed. */
const wouldLose = (): boolean =>
  !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
