import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Files } from '../platform/files.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { type Mail, openMail } from '../platform/mail.ts';
import { openSealer, type Sealer } from '../platform/seal.ts';
import { stepAside } from './catalog/step-aside.ts';
import { openWorkspaces } from './catalog/workspaces.ts';
import type { Engine, Feature } from './engine.ts';
import { forgetEvents } from './events/forget.ts';
import { openLive } from './events/live.ts';
import { startRelay } from './events/relay.ts';
import { keepPartitions } from './history/partitions.ts';
import { openIndexes } from './indexes/advisor.ts';
import { keepStatistics } from './indexes/keep-statistics.ts';
import { bulk, undoing } from './long-work/bulk.ts';
import { changeWithFollowers } from './long-work/followers.ts';
import { type LongWorker, openLongWork } from './long-work/long-work.ts';
import { merging } from './merge/merging.ts';
import { openMails, type Writer } from './mails/outbox.ts';
import { keepDerived } from './records/derive-again.ts';
import { keepOwnTables } from './tables/own-tables.ts';

/** What the engine is made of: the ground that it stands on, and the features that it carries. */
export interface Ground {
  database: Database;
  clock: Clock;
  log: Log;
  files: Files;
  features: Feature[];
  /** How mail leaves, and what keeps letters secret until it has; without it none leaves. */
  post?: { mail: Mail; sealer: Sealer };
}

/** An engine that can also work in the background: events, long work, indexes, schedules. */
export interface OpenEngine extends Engine {
  run(jobs: Jobs): Promise<{ stop(): Promise<void> }>;
}

/** Puts the engine together on a migrated database. */
export async function openEngine(ground: Ground): Promise<OpenEngine> {
  const { post, ...own } = ground;
  const { database, clock, log, features } = own;
  await keepPartitions(database, clock);
  await keepOwnTables(database);
  await stepAside(database, log);
  const indexes = await openIndexes(database, clock, log);
  const workers: Record<string, LongWorker> = {
    ...{ bulk, undo: undoing, change: changeWithFollowers, merge: merging },
  };
  for (const feature of features) Object.assign(workers, feature.longWork);
  const longWork = openLongWork(() => engine, workers);
  const writers: Record<string, Writer> = {};
  for (const feature of features) Object.assign(writers, feature.mails);
  const letterhead = features.map((one) => one.letterhead).find(Boolean);
  const mails = openMails(() => engine, { ...(post ?? noPost()), writers, letterhead });
  const engine: Engine = {
    ...own,
    workspaces: await openWorkspaces(database),
    live: await openLive(database),
    indexes,
    longWork,
    mails,
  };
  return {
    ...engine,
    async run(jobs) {
      await indexes.start(jobs);
      await longWork.run(jobs);
      await mails.run(jobs);
      for (const feature of features) await feature.jobs?.(engine, jobs);
      await jobs.define('statistics.missing', {}, () => keepStatistics(database));
      await jobs.send('statistics.missing', {}, { singletonKey: 'statistics' });
      await jobs.define('history.partitions', {}, () => keepPartitions(database, clock));
      await jobs.schedule('history.partitions', '5 2 * * *');
      await jobs.define('events.forget', {}, () => forgetEvents(engine));
      await jobs.schedule('events.forget', '50 2 * * *');
      const forgetDerived = await keepDerived(engine, jobs);
      const relay = await startRelay(engine, jobs);
      return {
        async stop() {
          forgetDerived();
          await relay.stop();
        },
      };
    },
  };
}

const noPost = () => ({
  mail: openMail({ smtpUrl: undefined, mailFrom: '', publicUrl: '' }),
  sealer: openSealer({ secret: '' }, 'mail'),
});
