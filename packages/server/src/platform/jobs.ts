import { PgBoss } from 'pg-boss';
import type { Connection, Database } from './db.ts';
import { newId } from './id.ts';
import type { Log } from './log.ts';
import { openSchema } from './row-security/open-schema.ts';

export interface Job<T> {
  id: string;
  data: T;
  /** Aborted when the job has been cancelled, has expired, or the server stops. */
  signal: AbortSignal;
}

export interface JobOptions {
  /** How many of them run at once in this process (1). */
  concurrency?: number;
  /** How many of those with the same `group` run at once, all processes together (as many as there may be). */
  concurrencyOfGroup?: number;
  /** How often a failed one is tried again (5). */
  retryLimit?: number;
  /** Seconds before the first retry (1); twice as long each time, an hour at most. */
  retryDelay?: number;
  /** A run that takes longer counts as failed (900). */
  expireInSeconds?: number;
}

export interface SendOptions {
  /** The job exists if and only if this transaction commits. */
  tx?: Connection;
  /** While one with the same key waits, another is not made. */
  singletonKey?: string;
  startAfter?: Date;
  /** What must not crowd out the rest of its kind: see `concurrencyOfGroup`. */
  group?: string;
}

export interface Jobs {
  /**
   * Declares a kind of job and works on it from now on. After a crash a job runs again, so what it
   * does must bear that.
   */
  define<T extends object>(
    name: string,
    options: JobOptions,
    handler: (job: Job<T>) => Promise<void>,
  ): Promise<void>;
  /** Id of the new job; undefined when the singleton key was taken. The kind must have been defined. */
  send(name: string, data: object, options?: SendOptions): Promise<string | undefined>;
  /** Many of one kind in one go; they exist if and only if the transaction commits. */
  sendAll(name: string, data: object[], tx: Connection): Promise<void>;
  /** Five fields, UTC. Declaring it again replaces it. */
  schedule(name: string, cron: string, data?: object): Promise<void>;
  /** Lets running jobs end for a while (10 s), then tells them by their signal; the next start takes them up. */
  stop(patienceMs?: number): Promise<void>;
}

/** A worker that has been silent this long is dead, and its job is given to another. */
const heartbeatSeconds = 10;

const workerName = 'relata jobs';

/** The queue lives in the schema `pgboss` of the same database, so that jobs commit with what causes them. */
export async function startJobs(database: Database, log: Log): Promise<Jobs> {
  const alone = await nobodyElseWorks(database);
  const boss = new PgBoss({
    ...database.settings,
    application_name: workerName,
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on('error', (error) => log.warn({ reason: error.message }, 'the job queue has trouble'));
  boss.on('warning', (warning) => log.debug({ warning }, 'the job queue warns'));
  await boss.start();
  await openSchema(database.query, 'pgboss');
  const stopping = new AbortController();

  /** What a killed server was at goes on at once, without waiting for the heartbeat to be missed. */
  const handBackOrphans = async (name: string): Promise<void> => {
    const { rows } = await database.query<{ id: string }>(
      "select id from pgboss.job where name = $1 and state = 'active'",
      [name],
    );
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await boss.fail(name, ids, { message: 'the server was killed' });
  };

  const within = (tx: Connection) => ({
    db: { executeSql: (text: string, values?: unknown[]) => tx.query(text, values) },
  });

  const startWorker = async <T extends object>(
    name: string,
    { concurrencyOfGroup }: JobOptions,
    handler: (job: Job<T>) => Promise<void>,
  ): Promise<void> => {
    let worker: string | undefined;
    worker = await boss.work<T>(
      name,
      {
        ...{ pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 5 },
        ...(concurrencyOfGroup && { groupConcurrency: concurrencyOfGroup }),
      },
      async ([job]) => {
        if (!job) return;
        const signal = AbortSignal.any([job.signal, stopping.signal]);
        try {
          await handler({ id: job.id, data: job.data, signal });
        } catch (error) {
          log.error({ err: error, job: name, id: job.id }, 'a job failed');
          throw error;
        } finally {
          // Where there was one there may be more: it looks at once, not at its next turn.
          if (worker) boss.notifyWorker(worker);
        }
      },
    );
  };

  return {
    async define<T extends object>(
      name: string,
      options: JobOptions,
      handler: (job: Job<T>) => Promise<void>,
    ) {
      const queue = {
        retryLimit: options.retryLimit ?? 5,
        retryDelay: options.retryDelay ?? 1,
        retryBackoff: true,
        retryDelayMax: 3_600,
        expireInSeconds: options.expireInSeconds ?? 900,
        heartbeatSeconds,
        notify: true,
      };
      // "short": of those with the same singleton key only one may wait.
      if (await boss.getQueue(name)) await boss.updateQueue(name, queue);
      else await boss.createQueue(name, { ...queue, policy: 'short' });
      if (alone) await handBackOrphans(name);
      for (let i = 0; i < (options.concurrency ?? 1); i++)
        await startWorker(name, options, handler);
    },
    async send(name, data, { tx, singletonKey, startAfter, group } = {}) {
      const id = await boss.send(name, data, {
        ...(tx && within(tx)),
        singletonKey: singletonKey ?? newId(),
        ...(startAfter && { startAfter }),
        ...(group && { group: { id: group } }),
      });
      return id ?? undefined;
    },
    async sendAll(name, data, tx) {
      const jobs = data.map((one) => ({ data: one, singletonKey: newId() }));
      if (jobs.length > 0) await boss.insert(name, jobs, within(tx));
    },
    async schedule(name, cron, data = {}) {
      await boss.schedule(name, cron, data, { tz: 'UTC' });
    },
    async stop(patienceMs = 10_000) {
      const deadline = setTimeout(() => stopping.abort(), patienceMs);
      await boss.stop({ graceful: true, timeout: patienceMs + 2_000 });
      clearTimeout(deadline);
    },
  };
}

async function nobodyElseWorks(database: Database): Promise<boolean> {
  const { rowCount } = await database.query(
    'select 1 from pg_stat_activity where datname = current_database() and application_name = $1 limit 1',
    [workerName],
  );
  return rowCount === 0;
}
