import { createClient } from '@relata/client';
import { viewed } from './viewing.ts';

/** The one client of this page; the session is a cookie. */
export const client = createClient({ viewAs: viewed() });
