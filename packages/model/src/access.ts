import type { CatalogObject } from './catalog.ts';
import type { Filter } from './filter.ts';

/** How far a right reaches. */
export type Reach = 'none' | 'own' | 'all';
export type Verb = 'read' | 'create' | 'update' | 'delete' | 'export' | 'import' | 'bulk';

export interface Grants {
  read: Reach;
  update: Reach;
  delete: Reach;
  create: boolean;
  export: boolean;
  import: boolean;
  bulk: boolean;
}

export interface Role {
  name: string;
  /** May change settings: pipelines, stages, lists, people. */
  administers: boolean;
  objects: { '*': Grants } & Record<string, Partial<Grants>>;
}

const everything: Grants = {
  read: 'all',
  update: 'all',
  delete: 'all',
  create: true,
  export: true,
  import: true,
  bulk: true,
};

/** The roles that every workspace starts with. */
export const roles = {
  administrator: { name: 'administrator', administers: true, objects: { '*': everything } },
  manager: { name: 'manager', administers: false, objects: { '*': everything } },
  salesperson: {
    name: 'salesperson',
    administers: false,
    objects: {
      '*': { ...everything, update: 'own', delete: 'own' },
      tag: { update: 'all', delete: 'none' },
    },
  },
  viewer: {
    name: 'viewer',
    administers: false,
    objects: {
      '*': {
        read: 'all',
        update: 'none',
        delete: 'none',
        create: false,
        export: false,
        import: false,
        bulk: false,
      },
      view: { create: true, update: 'own', delete: 'own' },
    },
  },
} as const satisfies Record<string, Role>;

/** Who acts. System work is an actor with a name, and goes through the same door. */
export interface Actor {
  kind: 'user' | 'system';
  workspace: string;
  /** Id of the user; null for system work. */
  user: string | null;
  /** Named in history where no user is: `import`, `retention`. */
  name: string;
  role: Role;
  language: string;
  locale: string;
  timeZone: string;
  /** Scope of an API key: reading only. */
  readOnly?: boolean;
}

/** The actor that stands for work nobody asked for at that moment: schedules, retention, upkeep. */
export const systemActor = (workspace: string, name: string): Actor => ({
  kind: 'system',
  workspace,
  user: null,
  name,
  role: roles.administrator,
  language: 'en',
  locale: 'en',
  timeZone: 'UTC',
});

const grantsOf = (actor: Actor, object: CatalogObject): Grants => ({
  ...actor.role.objects['*'],
  ...actor.role.objects[object.name],
});

/** May the actor do this with any record of the object at all? What they may do with which, `reach` says. */
export function may(actor: Actor, verb: Verb, object: CatalogObject): boolean {
  if (actor.readOnly && verb !== 'read' && verb !== 'export') return false;
  const writes = verb !== 'read' && verb !== 'export';
  if (writes && object.writtenBy !== 'records' && actor.kind !== 'system') {
    if (object.writtenBy === 'system' || !actor.role.administers) return false;
  }
  const granted = grantsOf(actor, object)[verb];
  return granted !== false && granted !== 'none';
}

/** The records with which the actor may do it, as a filter; null: none at all; an empty filter: all. */
export function reach(
  actor: Actor,
  verb: 'read' | 'update' | 'delete',
  object: CatalogObject,
): Filter | null {
  if (!may(actor, verb, object)) return null;
  const fixed = actor.kind === 'user' && object.reach ? [object.reach] : [];
  const granted = grantsOf(actor, object)[verb];
  const own: Filter[] =
    granted === 'own'
      ? [object.fields['owner'] ? { owner: { eq: '@me' } } : { createdBy: { eq: '@me' } }]
      : [];
  const all = [...fixed, ...own];
  if (!all.length) return {};
  return all.length === 1 ? (all[0] ?? {}) : { and: all };
}
