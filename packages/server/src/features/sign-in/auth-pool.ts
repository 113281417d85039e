import pg from 'pg';
import type { Database } from '#platform/db.ts';

/**
 * Our pool as better-auth sees it: it expects times as `Date`, which the rest of Relata never wants.
 * So only its own queries are answered with the driver's usual types.
 */
export function authPool({ pool }: Pick<Database, 'pool'>) {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query: (text: string, values: unknown[]) => client.query({ text, values, types: pg.types }),
        release: () => client.release(),
      };
    },
    // The pool belongs to the server and ends with it.
    async end() {},
  };
}
