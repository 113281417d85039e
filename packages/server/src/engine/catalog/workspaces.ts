import { buildCatalog, type Catalog, Refusal } from '@relata/model';
import type { Database, Query } from '../../platform/db.ts';
import type { Workspace } from '../work.ts';
import { shapesOf } from './field-shapes.ts';
import { objectsOf } from './own-objects.ts';
import { profileIn } from './profile.ts';

/** Workspaces with their catalogs, in memory until somebody changes them. */
export interface Workspaces {
  /** Refuses `not_found` where there is none. */
  get(id: string): Promise<{ workspace: Workspace; catalog: Catalog }>;
  /** Drops what is remembered in every process with the commit; call it inside the changing transaction. */
  changed(query: Database['query'], id: string): Promise<void>;
  /** Drops it here and now: after the commit, so that the next request of whoever changed it sees the change. */
  forget(id: string): void;
  /** Calls back with the id of every workspace that has been changed, in whatever process; gives what ends it. */
  onChange(tell: (id: string) => void): () => void;
}

const channel = 'relata_workspace';

interface Row {
  id: string;
  name: string;
  settings: Partial<Omit<Workspace, 'id' | 'name'>>;
  catalog_version: string;
}

export async function openWorkspaces(database: Database): Promise<Workspaces> {
  const known = new Map<string, Promise<{ workspace: Workspace; catalog: Catalog }>>();
  const told = new Set<(id: string) => void>();
  await database.listen(
    channel,
    (id) => {
      known.delete(id);
      for (const tell of told) tell(id);
    },
    () => known.clear(),
  );

  return {
    get(id) {
      let found = known.get(id);
      if (!found) {
        found = loadWorkspace(database.of(id).query, id);
        known.set(id, found);
        found.catch(() => known.delete(id));
      }
      return found;
    },
    async changed(query, id) {
      known.delete(id);
      await query('select pg_notify($1, $2)', [channel, id]);
    },
    forget: (id) => void known.delete(id),
    onChange(tell) {
      told.add(tell);
      return () => told.delete(tell);
    },
  };
}

/** A workspace with its catalog as it is stored at this moment, changes of the query's own transaction included. */
export async function loadWorkspace(
  query: Query,
  id: string,
): Promise<{ workspace: Workspace; catalog: Catalog }> {
  const { rows } = await query<Row>(
    'select id, name, settings, catalog_version from workspace where id = $1',
    [id],
  );
  const row = rows[0];
  if (!row) throw new Refusal('not_found', 'there is no such workspace');
  const { settings } = row;
  return {
    workspace: {
      id: row.id,
      name: row.name,
      currency: settings.currency ?? 'EUR',
      language: settings.language ?? 'en',
      locale: settings.locale ?? null,
      timeZone: settings.timeZone ?? 'UTC',
      country: settings.country ?? null,
      rates: settings.rates ?? {},
      superiorsSee: settings.superiorsSee ?? false,
      requireSecondFactor: settings.requireSecondFactor ?? false,
      auditYears: settings.auditYears ?? null,
      ownerChange: settings.ownerChange ?? 'everyone',
      newAccess: settings.newAccess ?? {},
      administratorsExempt: settings.administratorsExempt ?? false,
      tellOfKept: settings.tellOfKept ?? true,
      freeLostReasons: settings.freeLostReasons ?? false,
      guarded: settings.guarded ?? [],
      ...profileIn(settings),
    },
    catalog: buildCatalog(row.catalog_version, {
      newAccess: settings.newAccess ?? {},
      switches: { freeLostReasons: settings.freeLostReasons ?? false },
      fields: await shapesOf(query, id),
      objects: await objectsOf(query, id),
    }),
  };
}
