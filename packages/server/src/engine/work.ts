import {
  type Actor,
  type Catalog,
  type CatalogObject,
  dayIn,
  type FilterContext,
  may,
  objectOf,
  reach,
  Refusal,
  seenCatalog,
  type Verb,
  viewingAs,
} from '@relata/model';
import { newId } from '../platform/id.ts';
import { throughCollisions } from '../platform/collide.ts';
import { callerNow } from '../platform/http/caller.ts';
import type { Connection } from '../platform/db.ts';
import type { Profile } from './catalog/profile.ts';
import type { Engine } from './engine.ts';
import { parameters, type Parameters } from './filters/parameters.ts';
import { type Compiling, toSql } from './filters/to-sql.ts';

/** One customer of Relata, as far as the engine needs to know it. */
export interface Workspace extends Profile {
  id: string;
  name: string;
  /** ISO 4217; sums are made in it. */
  currency: string;
  /** Language in which a new person starts. */
  language: string;
  /** BCP 47; how dates and numbers are written for whoever speaks its language; null: as is usual in it. */
  locale: string | null;
  timeZone: string;
  /** ISO 3166-1 alpha-2: phone numbers without a country belong to it. */
  country: string | null;
  /** Units of `currency` for one of the named: `{EUR: "4.30"}`. */
  rates: Record<string, string>;
  /** Whoever others report to sees what these see, and changes nothing of it. */
  superiorsSee: boolean;
  /** Nobody works in it who has only a password. */
  requireSecondFactor: boolean;
  /** How long its log is kept; null: for good. */
  auditYears: number | null;
  /** Who may give a record to somebody else. */
  ownerChange: 'everyone' | 'administrators';
  /** Who sees a new record of an object before anybody says so; of what is not named, as the roles say. */
  newAccess: Record<string, 'everyone' | 'restricted'>;
  /** Rules by which fields are required or read-only do not bind administrators (EP-SET-08). */
  administratorsExempt: boolean;
  /** Deals may be lost for reasons outside of the list (plug-bitrix24-pipedrive §17.4). */
  freeLostReasons: boolean;
  /** Whoever makes what exists already, kept from them, is told that it does, and whom to ask. */
  tellOfKept: boolean;
  /** Objects of which some record has ever been restricted or personal. */
  guarded: string[];
}

/** What happened to records, told to the screens that show them once it is committed. */
export interface Notice {
  object: string;
  action: string;
  /** Missing where there are too many to name. */
  ids?: string[];
  batch: string;
  by: string | null;
  /** Nobody changed it by hand: it follows from what the batch did to something else. */
  follows?: true;
}

/**
 * The one way in: an actor, a moment, a transaction. What the actor may not reach, no function that
 * takes a Work can load. All changes of one Work form one batch, undone together.
 */
export interface Work {
  engine: Engine;
  actor: Actor;
  workspace: Workspace;
  catalog: Catalog;
  /** The same without what the actor's roles hide: callers' words are read by it, and answers are made from it. */
  seen: Catalog;
  connection: Connection;
  /** RFC 3339 UTC; the same for everything in this work. */
  now: string;
  /** Day at the actor's place. */
  today: string;
  batch: string;
  /** The batch that this work takes back. */
  undoes: string | null;
  /** The record whose deletion makes the engine change others. */
  cause: string | null;
  /** Set inside actions: fields `writtenBy: 'actions'` may be written. */
  inAction: string | null;
  notices: Notice[];
  /** Long work tells by it that so many more records are done; throws where somebody has cancelled it. */
  advanced(records: number): Promise<void>;
}

interface Begin {
  batch?: string;
  undoes?: string;
  statementTimeoutMs?: number;
  advanced?: Work['advanced'];
  /** What it counts outside of its transaction would be counted twice: where others are in its way, it is its queue that begins it anew. */
  once?: true;
}

async function workOn(
  engine: Engine,
  actor: Actor,
  connection: Connection,
  begin: Begin,
): Promise<Work> {
  const { workspace, catalog } = await engine.workspaces.get(actor.workspace);
  const now = engine.clock.now().toISOString();
  return {
    engine,
    actor,
    workspace,
    catalog,
    seen: actor.kind === 'system' ? catalog : seenCatalog(catalog, actor),
    connection,
    now,
    today: dayIn(now, actor.timeZone),
    batch: begin.batch ?? newId(),
    undoes: begin.undoes ?? null,
    cause: null,
    inAction: null,
    notices: [],
    advanced: begin.advanced ?? (async () => {}),
  };
}

/** Work that only reads: no transaction, each statement sees its own moment. */
export const reading = (engine: Engine, actor: Actor): Promise<Work> =>
  workOn(engine, actor, engine.database.of(actor.workspace), {});

/**
 * Work that changes something: commits when `task` resolves, leaves nothing when it throws. Where it and another's stood
 * in each other's way, `task` is done anew: what it does outside of its transaction must bear that, or `once` be said.
 */
export async function working<T>(
  engine: Engine,
  actor: Actor,
  task: (work: Work) => Promise<T>,
  begin: Begin = {},
): Promise<T> {
  demandWriting(actor);
  const options =
    begin.statementTimeoutMs === undefined ? {} : { statementTimeoutMs: begin.statementTimeoutMs };
  const noted = callerNow()?.noted ?? [];
  const attempt = async () => {
    const before = noted.length;
    try {
      return await engine.database.of(actor.workspace).tx(async (connection) => {
        const started = await workOn(engine, actor, connection, begin);
        const given = await task(started);
        await engine.live.announce(started);
        return { result: given, work: started };
      }, options);
    } catch (problem) {
      // Its entries went with it.
      noted.splice(before);
      throw problem;
    }
  };
  const { result, work } = await (begin.once ? attempt() : throughCollisions(attempt));
  engine.live.committed(work);
  return result;
}

/** What filters mean for this actor at this moment. */
export const filterContext = (work: Work): FilterContext => ({
  me: work.actor.user,
  ...(work.actor.circle
    ? { team: { teams: work.actor.circle.teams, people: work.actor.circle.team } }
    : {}),
  now: work.now,
  timeZone: work.actor.timeZone,
  rate: (currency) => rateOf(work.workspace, currency),
});

export const rateOf = (workspace: Workspace, currency: string): string | null =>
  currency === workspace.currency ? '1' : (workspace.rates[currency] ?? null);

/** A statement in the making: its values, and the conditions that every part of it must carry. */
export interface Statement extends Compiling {
  parameters: Parameters;
  seen: Catalog;
}

export function statement(work: Work): Statement {
  const made: Statement = {
    catalog: work.catalog,
    seen: work.seen,
    context: filterContext(work),
    parameters: parameters(work.workspace.id),
    visible: (object, alias) =>
      reachable(work, objectOf(work.catalog, object), 'read', alias, made),
  };
  return made;
}

/** The condition on records of `object` that the actor may read, change or delete; refuses where there are none. */
export function reachable(
  work: Work,
  object: CatalogObject,
  verb: 'read' | 'update' | 'delete',
  alias: string,
  compiling: Compiling,
): string {
  const filter = reach(work.actor, verb, object, work.catalog);
  return filter === null
    ? 'false'
    : toSql(filter, object.name, alias, { ...compiling, asStored: true });
}

/** Who looks on, or comes with a key that only reads, changes nothing, not even their own settings. */
export function demandWriting(actor: Actor): void {
  if (actor.viewedBy) throw viewingAs();
  if (actor.readOnly)
    throw new Refusal('forbidden', 'this key only reads', { reason: 'read_only_key' });
}

/** Refuses whoever does not administer the workspace; and, unless they only read, whoever changes nothing. */
export function demandAdministrator(actor: Actor, reads?: 'reads'): void {
  if (!reads) demandWriting(actor);
  if (!actor.role.administers)
    throw new Refusal('forbidden', 'only administrators may do this', {
      reason: 'administrators_only',
    });
}

/** A key for some objects is not for what its owner has of their own: settings, notifications, favourites. */
export function demandWhole(actor: Actor): void {
  if (actor.scopes)
    throw new Refusal('forbidden', 'this key is for some objects only', { reason: 'narrow_key' });
}

/** Refuses what the actor may do with no record of the object. */
export function demand(work: Work, verb: Verb, object: CatalogObject): void {
  if (may(work.actor, verb, object)) return;
  if (work.actor.viewedBy && verb !== 'read') throw viewingAs();
  throw new Refusal('forbidden', `you may not ${verb} ${object.plural}`, {
    reason: 'role',
    details: { verb, object: object.name },
  });
}
