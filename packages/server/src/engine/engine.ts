import type { CatalogObject, FieldKind } from '@relata/model';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Files } from '../platform/files.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { ActionHandler } from './actions.ts';
import type { Workspaces } from './catalog/workspaces.ts';
import type { Indexes } from './indexes/advisor.ts';
import type { LongWork, LongWorker } from './long-work/long-work.ts';
import type { Letterhead } from './mails/letter.ts';
import type { Mails, Writer } from './mails/outbox.ts';
import type { Live } from './events/live.ts';
import type { Loaded } from './merge/plan-fields.ts';
import type { Reaction } from './events/react.ts';
import type { Batch } from './records/batch.ts';
import type { Draft } from './records/draft.ts';
import type { RecordChange } from './history/change.ts';
import type { Work } from './work.ts';

/**
 * What one feature adds to the engine. Rules and consequences run inside the transaction of every
 * write, whichever way it came; reactions run after it, once, from the events that it left.
 */
export interface Feature {
  name: string;
  /** Checks and completes records before they are saved; refuses what the business forbids. By object. */
  rules?: Record<string, (work: Work, drafts: Draft[]) => Promise<void>>;
  /**
   * The same by kind of field, whatever the object: called with the drafts that write the field. Nothing
   * but the field itself is loaded for it, so that other changes do not pay for it.
   */
  fieldRules?: Partial<
    Record<FieldKind, (work: Work, drafts: Draft[], field: string) => Promise<void>>
  >;
  /** Follows from saved changes and belongs to the same transaction. By object; `*`: whatever was changed. */
  consequences?: Record<
    string,
    (work: Work, changes: RecordChange[], object: CatalogObject) => Promise<void>
  >;
  /**
   * How many other records the consequences of a change will change, so that a request need not wait for a
   * hundred thousand of them. By object.
   */
  followers?: Record<string, (work: Work, wanted: Batch) => Promise<number>>;
  /** Before a batch is taken back: what it did beside changing records. Gives whether that was anything. */
  undoes?: (work: Work, batch: string) => Promise<boolean>;
  /** `deal.win` → what winning does; `*.archive` → the same for every object that has the action. */
  actions?: Record<string, ActionHandler>;
  /** What a feature keeps of records beside their fields, when several become one. */
  merging?: Merging;
  /** By action: refuses in its own words where more can be said than that it is not possible now. */
  unavailable?: Record<string, ActionHandler>;
  /** After the commit: mails, notifications. Effects are keyed by the event, so they happen once. */
  reactions?: Reaction[];
  /** Kinds of work that run in the background with progress. */
  longWork?: Record<string, LongWorker>;
  /** Groups of settings, as the log calls them. */
  settings?: Record<string, SettingsGroup>;
  /** What stands around the letters of a workspace. */
  letterhead?: (engine: Engine, workspace: string) => Promise<Letterhead>;
  /** Writes e-mails: kind → what it says. */
  mails?: Record<string, Writer>;
  /** Which of these keys of stored files the feature still needs; the others are removed a day after they were stored. */
  keepsFiles?: (work: Work, keys: string[]) => Promise<string[]>;
  /** Declares jobs and schedules of its own. */
  jobs?: (engine: Engine, jobs: Jobs) => Promise<void>;
}

/** Settings that are changed together, so that the log can take a change of them back. */
export interface SettingsGroup {
  /** What they say now, by the names that the log has them under. */
  now(work: Work): Promise<object>;
  /** By the same way as anybody changes them; refuses what does not fit. */
  change(work: Work, wanted: Record<string, unknown>): Promise<unknown>;
  /** Those that shape a workspace wherever it is: the set-up file carries them. */
  carried?: readonly string[];
  /** Those that name an entry of a list, and of which field it is: what takes its place is named in its stead. */
  entries?: Readonly<Record<string, string>>;
}

/** Of two records that become one: what goes, and where to. */
export interface Merged {
  object: CatalogObject;
  from: string;
  to: string;
}

interface Merging {
  /** Refuses a merge that the business forbids. By object. */
  demands?: Record<string, (work: Work, main: Loaded, others: readonly Loaded[]) => Promise<void>>;
  /** Brings along what is kept beside the record. What it gives is remembered as JSON; nothing: there was nothing. */
  moves?: (work: Work, merged: Merged) => Promise<unknown>;
  /** Takes that back when the merge is undone. */
  movesBack?: (work: Work, merged: Merged, memory: unknown) => Promise<void>;
}

/** Everything that the functions of the engine share. Made once, in `main.ts`. */
export interface Engine {
  database: Database;
  clock: Clock;
  log: Log;
  files: Files;
  workspaces: Workspaces;
  live: Live;
  indexes: Indexes;
  longWork: LongWork;
  mails: Mails;
  features: Feature[];
}

export async function applyRules(
  work: Work,
  object: CatalogObject,
  drafts: Draft[],
): Promise<void> {
  for (const feature of work.engine.features) await feature.rules?.[object.name]?.(work, drafts);
  const written = new Set(drafts.flatMap((draft) => Object.keys(draft.changes)));
  for (const name of written) {
    const kind = object.fields[name]?.kind;
    if (!kind) continue;
    for (const feature of work.engine.features)
      await feature.fieldRules?.[kind]?.(
        work,
        drafts.filter((draft) => name in draft.changes),
        name,
      );
  }
}

export async function applyConsequences(
  work: Work,
  object: CatalogObject,
  changes: RecordChange[],
): Promise<void> {
  for (const { consequences } of work.engine.features) {
    await consequences?.[object.name]?.(work, changes, object);
    await consequences?.['*']?.(work, changes, object);
  }
}
