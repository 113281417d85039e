import pg from 'pg';
import { asRefusal } from './database-errors.ts';
import type { Connection, Database } from './db.ts';
import { entering } from './row-security/enter.ts';
import { valueParsers } from './value-parsers.ts';

/** The database as it was at one moment, over a connection of its own. */
export interface Snapshot extends Connection {
  /** All rows of a query as texts (null: no value), in portions, in constant memory. One at a time. */
  rows(
    text: string,
    values: readonly unknown[],
    portion: number,
  ): AsyncGenerator<(string | null)[][], void, undefined>;
  /** Ends it at once, whatever it is doing. */
  close(): Promise<void>;
}

const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

/**
 * Opens a snapshot of a workspace for long reading: whoever waits for its reader does not hold up the pool, and nothing that is
 * written meanwhile is in it. Refuses `unavailable`.
 */
export async function openSnapshot(
  database: Pick<Database, 'settings' | 'rowSecurity'>,
  workspace: string,
): Promise<Snapshot> {
  const { on: secured } = await database.rowSecurity();
  const client = new pg.Client({
    ...database.settings,
    types: valueParsers,
    application_name: 'relata export',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // An error between two statements comes with the next one; nobody hearing it would end the process.
  client.on('error', () => undefined);
  const run = async <R extends object>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> =>
    client.query<R>(query).catch((error: unknown) => {
      throw asRefusal(error);
    });
  try {
    await client.connect().catch((error: unknown) => {
      throw asRefusal(error);
    });
    await run({
      text: `set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = 0; set cursor_tuple_fraction = 1; begin isolation level repeatable read read only${secured ? `; ${entering(workspace)}` : ''}`,
    });
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    async query<R extends object>(text: string, values: readonly unknown[] = []) {
      const { rows, rowCount } = await run<R>({ text, values: [...values] });
      return { rows, rowCount: rowCount ?? 0 };
    },
    async *rows(text, values, portion) {
      await run({ text: `declare export_rows no scroll cursor for ${text}`, values: [...values] });
      const nextRows = (): Promise<pg.QueryResult<(string | null)[]>> => {
        const config = {
          text: `fetch ${portion} from export_rows`,
          rowMode: 'array',
          types: asText,
        };
        return run<(string | null)[]>(config);
      };
      let coming = nextRows();
      for (;;) {
        const { rows } = await coming;
        if (!rows.length) break;
        // The database works on while the reader takes these.
        coming = nextRows();
        coming.catch(() => undefined);
        yield rows;
      }
      await run({ text: 'close export_rows' });
    },
    async close() {
      await client.end().catch(() => undefined);
    },
  };
}
