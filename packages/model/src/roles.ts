import type { CatalogObject } from './catalog.ts';
import { isPlainObject } from './plain-object.ts';
import type { Limits, PlacedRights } from './limits.ts';
import { mergeLimits } from './merge-limits.ts';
import { limitsFrom } from './read-limits.ts';
import { farther, type Grants, knownGrants, plainVerbs, reaches, reachingVerbs } from './rights.ts';

/** `read`: shown and not changed. */
export type FieldRight = 'hidden' | 'read';

export interface Role {
  name: string;
  /** May change settings: pipelines, stages, lists, people. */
  administers: boolean;
  /** By object; `*` counts for those that are not named, and for rights that an object leaves out. */
  objects: { '*': Grants } & Record<string, Partial<Grants>>;
  /** By `deal.value`; what is not named is as open as the record. */
  fields?: Readonly<Record<string, FieldRight>>;
  /** By object: what is otherwise in some of its pipelines and stages. Administrators are never limited. */
  limits?: Readonly<Record<string, Limits>>;
}

const everything: Grants = {
  read: 'all',
  update: 'all',
  delete: 'all',
  create: true,
  export: true,
  import: true,
  bulk: true,
  changeOwner: true,
  seeSums: true,
};

const nothing: Grants = {
  read: 'none',
  update: 'none',
  delete: 'none',
  create: false,
  export: false,
  import: false,
  bulk: false,
  changeOwner: false,
  seeSums: false,
};

/** What nobody can work without: the lists that records choose from, and views of one's own. */
const ground = {
  pipeline: { read: 'all' },
  stage: { read: 'all' },
  lostReason: { read: 'all' },
  leadStatus: { read: 'all' },
  disqualificationReason: { read: 'all' },
  tax: { read: 'all' },
  user: { read: 'all' },
  tag: { read: 'all' },
  view: { read: 'all', create: true, update: 'own', delete: 'own' },
} as const satisfies Record<string, Partial<Grants>>;

/** Lists that records choose from: whoever reads any records reads these. */
export const isGround = (object: string): boolean =>
  object !== 'view' && Object.hasOwn(ground, object);

/** Looked up by everybody, kept by managers and the back office: what is sold, and for how much. */
const kept: Partial<Grants> = {
  update: 'none',
  delete: 'none',
  create: false,
  import: false,
  bulk: false,
  changeOwner: false,
};

/** Goals are set by whoever manages them (EP-SET-02); others see what is expected of themselves. */
const ownGoals: Partial<Grants> = { read: 'own', ...kept };

export const roleNames = [
  'administrator',
  'manager',
  'salesperson',
  'marketing',
  'backOffice',
  'partner',
  'viewer',
] as const;

/** The roles that every workspace starts with; a workspace adds its own. */
export const roles = {
  administrator: { name: 'administrator', administers: true, objects: { '*': everything } },
  manager: { name: 'manager', administers: false, objects: { '*': everything } },
  salesperson: {
    name: 'salesperson',
    administers: false,
    objects: {
      '*': { ...everything, update: 'own', delete: 'own' },
      goal: ownGoals,
      product: kept,
      tag: { update: 'all', delete: 'none' },
    },
  },
  /** Looks after people and companies; of deals they see what becomes of their work. */
  marketing: {
    name: 'marketing',
    administers: false,
    objects: {
      '*': { ...everything, delete: 'own' },
      goal: ownGoals,
      product: kept,
      deal: { update: 'own', delete: 'none', import: false, bulk: false, changeOwner: false },
      tag: { delete: 'none' },
    },
  },
  /** Keeps the data in order: changes everything, deletes and gives away nothing. */
  backOffice: {
    name: 'backOffice',
    administers: false,
    objects: {
      '*': { ...everything, delete: 'none', changeOwner: false },
      goal: ownGoals,
      view: { delete: 'own' },
    },
  },
  /** From outside: only what is handed to them. */
  partner: {
    name: 'partner',
    administers: false,
    objects: {
      '*': { ...nothing, read: 'own', update: 'own', create: true },
      goal: { ...nothing, read: 'own' },
      product: nothing,
      ...ground,
    },
  },
  viewer: {
    name: 'viewer',
    administers: false,
    objects: {
      '*': { ...nothing, read: 'all', seeSums: true },
      view: { create: true, update: 'own', delete: 'own' },
    },
  },
} as const satisfies Record<(typeof roleNames)[number], Role>;

export const grantsIn = (role: Role, object: string): Grants => ({
  ...role.objects['*'],
  ...role.objects[object],
});

/** What decides about a record by the place on its way; null where the place makes no difference. */
export function placedRights(role: Role, object: CatalogObject): PlacedRights | null {
  const limits = object.stages && !role.administers ? role.limits?.[object.name] : undefined;
  if (!limits) return null;
  const {
    read,
    create,
    update,
    delete: remove,
    export: exporting,
    seeSums,
  } = grantsIn(role, object.name);
  return {
    ...limits,
    others: { read, create, update, delete: remove, export: exporting, seeSums },
  };
}

/** Several roles as one: of each right the farthest. */
export function mergeRoles(all: readonly Role[]): Role {
  const [first] = all;
  if (!first) return roles.viewer;
  if (all.length === 1) return first;
  const named = new Set(all.flatMap((role) => Object.keys(role.objects)));
  const together = (object: string): Grants =>
    all.map((role) => grantsIn(role, object)).reduce(farther);
  return {
    name: first.name,
    administers: all.some((role) => role.administers),
    objects: {
      '*': together('*'),
      ...Object.fromEntries([...named].map((object) => [object, together(object)])),
    },
    fields: openFields(all),
    limits: mergeLimits(all.map((role) => role.limits ?? {})),
  };
}

/** Hidden is only what every role hides; what one of them shows is shown. */
function openFields(all: readonly Role[]): Record<string, FieldRight> {
  const [first, ...others] = all.map((role) => (role.administers ? {} : (role.fields ?? {})));
  return Object.fromEntries(
    Object.entries(first ?? {}).flatMap(([path, right]) => {
      if (!others.every((fields) => Object.hasOwn(fields, path))) return [];
      const hidden = right === 'hidden' && others.every((fields) => fields[path] === 'hidden');
      return [[path, hidden ? 'hidden' : 'read'] as const];
    }),
  );
}

/** What a role as it is stored or sent says, over nothing: a right that is not named is not given. */
export function roleOf(
  name: string,
  administers: boolean,
  objects: unknown,
  fields: unknown = null,
  limits: unknown = null,
): Role {
  const given: Record<string, unknown> = isPlainObject(objects) ? objects : {};
  return {
    name,
    administers,
    objects: {
      ...Object.fromEntries(
        Object.entries(given).map(([object, grants]) => [object, knownGrants(grants)]),
      ),
      '*': { ...nothing, ...knownGrants(given['*']) },
    },
    fields: Object.fromEntries(
      Object.entries(isPlainObject(fields) ? fields : {}).flatMap(([path, right]) =>
        right === 'hidden' || right === 'read' ? [[path, right] as const] : [],
      ),
    ),
    limits: limitsFrom(limits),
  };
}

/** What is wrong with the rights to fields, as paths: fields that do not exist, or without which nothing works. */
export function problemsOfFields(
  fields: unknown,
  known: Readonly<Record<string, CatalogObject>>,
  mustBeSeen: (object: CatalogObject, name: string) => boolean,
): string[] {
  if (fields === null || fields === undefined) return [];
  if (!isPlainObject(fields)) return ['fields'];
  return Object.entries(fields).flatMap(([path, right]) => {
    const [name = '', field = ''] = path.split('.');
    const object = Object.hasOwn(known, name) ? known[name] : undefined;
    const exists = object !== undefined && Object.hasOwn(object.fields, field);
    const fits = right === 'read' || (right === 'hidden' && exists && !mustBeSeen(object, field));
    return exists && fits ? [] : [path];
  });
}

/** What is wrong with the rights of a role, as paths into it: `deal.read`. */
export function problemsOfRole(
  objects: unknown,
  known: Readonly<Record<string, CatalogObject>>,
): string[] {
  if (!isPlainObject(objects)) return ['objects'];
  const wrong: string[] = [];
  for (const [object, grants] of Object.entries(objects)) {
    if (object !== '*' && !Object.hasOwn(known, object)) wrong.push(object);
    else if (!isPlainObject(grants)) wrong.push(object);
    else
      for (const [verb, value] of Object.entries(grants)) {
        const reaching = (reachingVerbs as readonly string[]).includes(verb);
        const plain = (plainVerbs as readonly string[]).includes(verb);
        const fits = reaching
          ? (reaches as readonly unknown[]).includes(value)
          : plain && typeof value === 'boolean';
        if (!fits) wrong.push(`${object}.${verb}`);
      }
  }
  return wrong;
}
