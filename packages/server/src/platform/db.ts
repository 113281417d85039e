import pg from 'pg';
import { Refusal } from '@relata/model';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import { asRefusal, isConnectionLost } from './database-errors.ts';
import { startEmbeddedPostgres } from './embedded-postgres/start.ts';
import { messageOf } from './error-facts.ts';
import { createListener, type Listener } from './listener.ts';
import type { Log } from './log.ts';
import { entering } from './row-security/enter.ts';
import { QueryInWorkspace } from './row-security/query-in-workspace.ts';
import { type RowSecurity, rowSecurityOf } from './row-security/row-security-of.ts';
import { valueParsers } from './value-parsers.ts';

type Row = Record<string, unknown>;

/** What the database answered. bigint, numeric, dates and times are strings; JSON is parsed. */
export interface Answer<R> {
  rows: R[];
  /** Rows returned or touched. */
  rowCount: number;
}

/** `name` prepares the statement once per connection: for short, hot ones, never for searches. */
export interface QueryOptions {
  name?: string;
}

/**
 * One statement. Throws the {@link Refusal}s `unavailable` and `disk_full` for what has to do with
 * the database's surroundings; everything else comes as the driver's error (see `constraintOf`).
 */
export type Query = <R extends object = Row>(
  text: string,
  values?: readonly unknown[],
  options?: QueryOptions,
) => Promise<Answer<R>>;

export interface Connection {
  query: Query;
}

/** For one statement of work that may touch every record. One that stands still ends all the same. */
export const patientMs = 30 * 60_000;

export interface TransactionOptions {
  /** One moment for all its statements, as an export needs. */
  isolation?: 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** Instead of the pool's 30 s for each statement. */
  statementTimeoutMs?: number;
}

/** Where statements go. */
export interface Place extends Connection {
  /** Commits when `work` resolves, rolls back when it throws, and throws what it threw. */
  tx<T>(work: (connection: Connection) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

/** Whether statements go to the database one by one: no transaction of their own has begun. */
export const isPlace = (connection: Connection): connection is Place => 'tx' in connection;

/** Its own `query` and `tx` see every workspace: for sign-in, jobs, migrations and the like. */
export interface Database extends Place {
  /** One workspace: statements see its rows and no others, whatever they ask for (T12). For everything else. */
  of(workspace: string): Place;
  /** Whether the database itself keeps workspaces apart; asked once it is secured. */
  rowSecurity(): Promise<RowSecurity>;
  /** For what needs a raw client (COPY, cursors); its errors are the driver's, see {@link asRefusal}. */
  pool: pg.Pool;
  listen: Listener['listen'];
  /** Does it answer within two seconds? */
  isUp(): Promise<boolean>;
  /** How others of this process (pg-boss, LISTEN) reach the same database. */
  settings: pg.ClientConfig;
  /** How the superuser reaches the embedded one. */
  administrator?: pg.ClientConfig;
  stop(): Promise<void>;
}

const sessionSettings = [
  "set timezone = 'UTC'",
  "set datestyle = 'ISO'",
  'set statement_timeout = 30000',
  'set idle_in_transaction_session_timeout = 120000',
].join('; ');

/**
 * The database that the settings name, or the embedded one. Throws {@link CannotStart} when it
 * cannot be reached at first; later outages are refusals, and it is used again once it is back.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: Log,
): Promise<Database> {
  if (config.databaseUrl) {
    const database = connectDatabase({ connectionString: config.databaseUrl }, log);
    await database.query('select 1').catch(async (error: unknown) => {
      await database.stop();
      const reason = messageOf(error instanceof Refusal ? (error.cause ?? error) : error);
      throw new CannotStart(`The database in DATABASE_URL cannot be used: ${reason}.`);
    });
    return database;
  }
  const embedded = await startEmbeddedPostgres(config.dataDir, log);
  const database = connectDatabase(embedded.address, log);
  return {
    ...database,
    administrator: embedded.administrator,
    async stop() {
      await database.stop();
      await embedded.stop();
    },
  };
}

/** A pool on a database that runs already. */
export function connectDatabase(settings: pg.ClientConfig, log: Log): Database {
  const pool = new pg.Pool({
    ...settings,
    max: 8,
    types: valueParsers,
    application_name: 'relata',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    onConnect: async (client) => {
      await client.query(sessionSettings);
    },
  });
  pool.on('error', (error) =>
    log.warn({ reason: error.message }, 'a database connection was lost'),
  );
  const listener = createListener(settings, log);
  const query = queryOn(pool);
  let asked: Promise<RowSecurity> | undefined;
  const rowSecurity = (): Promise<RowSecurity> =>
    (asked ??= rowSecurityOf(query).catch((error: unknown) => {
      asked = undefined;
      throw error;
    }));

  return {
    pool,
    query,
    rowSecurity,
    of(workspace) {
      const enter = entering(workspace);
      return {
        query: async (text, values, options) =>
          (await rowSecurity()).on
            ? queryWithin(pool, workspace, configOf(text, values, options))
            : query(text, values, options),
        tx: async (work, options) =>
          transact(pool, work, options, (await rowSecurity()).on ? enter : undefined),
      };
    },
    settings,
    listen: listener.listen,
    tx: (work, options) => transact(pool, work, options),
    async isUp() {
      const { promise: late, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => resolve(false), 2_000);
      const answer = query('select 1').then(
        () => true,
        () => false,
      );
      return Promise.race([answer, late]).finally(() => clearTimeout(timer));
    },
    async stop() {
      await listener.stop();
      if (!pool.ending) await pool.end();
    },
  };
}

function queryOn(target: pg.Pool | pg.PoolClient): Query {
  return async <R extends object>(
    text: string,
    values?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<Answer<R>> => {
    try {
      const { rows, rowCount } = await target.query<R>(configOf(text, values, options));
      return { rows, rowCount: rowCount ?? 0 };
    } catch (error) {
      throw asRefusal(error);
    }
  };
}

const configOf = (
  text: string,
  values?: readonly unknown[],
  options?: QueryOptions,
): pg.QueryConfig => ({
  text,
  ...(values && { values: [...values] }),
  ...(options?.name && { name: options.name }),
});

async function queryWithin<R extends object>(
  pool: pg.Pool,
  workspace: string,
  config: pg.QueryConfig,
): Promise<Answer<R>> {
  const lent = await lend(pool);
  const { promise, resolve, reject } = Promise.withResolvers<Answer<R>>();
  const sent = new QueryInWorkspace<R>(workspace, config, (error, result) =>
    error ? reject(error) : resolve({ rows: result.rows, rowCount: result.rowCount ?? 0 }),
  );
  lent.client.query(sent);
  try {
    return await promise;
  } catch (error) {
    if (!sent.entered) lent.lose(asError(error));
    throw asRefusal(error);
  } finally {
    lent.giveBack();
  }
}

/** A client of the pool. Lost once its connection is, or once somebody says so: then the pool opens another. */
interface Lent {
  client: pg.PoolClient;
  lost(): Error | undefined;
  lose(error: Error): void;
  giveBack(): void;
}

async function lend(pool: pg.Pool): Promise<Lent> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asRefusal(error);
  });
  let lost: Error | undefined;
  // While a client is out, the pool does not listen to it: an error nobody hears would end the process.
  const lose = (error: Error): void => void (lost = error);
  client.on('error', lose);
  return {
    client,
    lost: () => lost,
    lose,
    giveBack() {
      client.off('error', lose);
      client.release(lost);
    },
  };
}

async function transact<T>(
  pool: pg.Pool,
  work: (connection: Connection) => Promise<T>,
  options: TransactionOptions = {},
  enter?: string,
): Promise<T> {
  const lent = await lend(pool);
  const query = queryOn(lent.client);
  let committing = false;
  let isOver = false;
  try {
    await query(beginText(options, enter));
    const within: Query = async (...asked) => {
      // Of several parts at once one has failed: what the others go on to write would stay.
      if (isOver) throw new Error('this transaction is over');
      return query(...asked);
    };
    const result = await work({ query: within }).finally(() => (isOver = true));
    committing = true;
    await commit(lent.client);
    return result;
  } catch (error) {
    if (committing && error instanceof Refusal && isConnectionLost(error.cause)) {
      throw new Refusal('unavailable', 'The database was lost before it confirmed the change.', {
        reason: 'unsure',
      });
    }
    if (!lent.lost())
      await query('rollback').catch((failure: unknown) => lent.lose(asError(failure)));
    throw error;
  } finally {
    lent.giveBack();
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit').catch((error: unknown) => {
    throw asRefusal(error);
  });
  // PostgreSQL answers so when an earlier statement failed and somebody swallowed its error.
  if (command === 'ROLLBACK') throw new Error('the transaction had failed and was rolled back');
}

/** In one message: what a transaction begins with costs one round trip. */
function beginText(options: TransactionOptions, enter: string | undefined): string {
  const { isolation, readOnly, statementTimeoutMs: ms } = options;
  const begin = `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`;
  const timeout = ms === undefined ? undefined : `set local statement_timeout = ${Math.trunc(ms)}`;
  return [begin, enter, timeout].filter((part) => part !== undefined).join('; ');
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
