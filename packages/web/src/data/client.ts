import { createClient } from '@relata/client';

/** The one client of this page; the session is a cookie. */
export const client = createClient();
