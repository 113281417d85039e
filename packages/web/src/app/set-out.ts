import { catalogQuery } from '../data/catalog.ts';
import { queryClient } from '../data/query-client.ts';
import { meQuery } from '../data/session.ts';
import { viewsQuery } from '../engine/views/views.ts';

/** Pages for who is not in yet. */
const doors = ['/sign-in', '/setup', '/forgot-password', '/new-password', '/second-factor'];

/**
 * Asks for everything that the first page will need at once, before the texts are there and the router has found out
 * what it is: one round trip instead of four in a row. Only where somebody has been signed in before.
 */
export function setOut(): void {
  const { pathname } = window.location;
  if (
    !document.cookie.includes('relata_language=') ||
    pathname === '/invite' ||
    doors.includes(pathname)
  )
    return;
  void queryClient.prefetchQuery(meQuery);
  void queryClient.prefetchQuery(catalogQuery);
  const steps = pathname.split('/').filter(Boolean);
  if (steps.length > 1 || steps[0] === 'welcome' || steps[0] === 'recycle-bin') return;
  void queryClient.prefetchQuery(viewsQuery);
  import('../engine/collection/page.tsx').catch(() => undefined);
}
