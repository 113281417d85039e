import type { Actor } from './access.ts';
import type { Catalog, CatalogObject } from './catalog.ts';
import type { Field } from './field.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { mentions } from './field-rules.ts';
import type { Filter } from './filter.ts';
import { recomputing } from './objects/every-action.ts';
import { layoutWithout } from './page-layout.ts';
import type { FieldRight } from './roles.ts';

const known = new WeakMap<Catalog, Map<string, Catalog>>();

/** Fields that a workspace keeps for some, or lets only some change: found once for a catalog. */
const withAudience = new WeakMap<Catalog, { path: string; field: Field }[]>();

/** By `deal.margin`: all that it gives away, also by way of other fields that it is made of. Found once for a catalog. */
const telling = new WeakMap<Catalog, Map<string, readonly string[]>>();

/** What a formula looks at, the addresses in which a city stands, whoever made what nobody has changed since. */
const toldBy = ({ uses = [], partOf, tells = [] }: Field): readonly string[] => [
  ...uses,
  ...tells,
  ...(partOf ? [partOf.field] : []),
];

function tellingIn(catalog: Catalog): Map<string, readonly string[]> {
  let found = telling.get(catalog);
  if (!found) {
    found = new Map();
    for (const { name: object, fields } of Object.values(catalog.objects))
      for (const [name, field] of Object.entries(fields)) {
        const all = new Set(toldBy(field));
        for (const one of all)
          if (fields[one]) for (const next of toldBy(fields[one])) all.add(next);
        if (all.size)
          found.set(
            `${object}.${name}`,
            [...all].map((one) => `${object}.${one}`),
          );
      }
    telling.set(catalog, found);
  }
  return found;
}

type Asking = Pick<Actor, 'role' | 'roles' | 'user' | 'circle'>;

/**
 * The catalog as somebody sees it: without the fields that their role hides or that are for others, and with those
 * that they may only look at as the engine's own. What is not in it cannot be listed, filtered, sorted, grouped,
 * searched, exported or written. Administrators, who shape it, see all of it.
 */
export function seenCatalog(catalog: Catalog, actor: Asking): Catalog {
  if (actor.role.administers) return catalog;
  const rights = [...rightsToFields(catalog, actor)];
  if (!rights.length) return catalog;
  let made = known.get(catalog);
  if (!made) known.set(catalog, (made = new Map()));
  const key = JSON.stringify(rights);
  let seen = made.get(key);
  if (!seen) {
    const byObject = Map.groupBy(rights, ([path]) => path.split('.', 1)[0] ?? '');
    const objects = Object.entries(catalog.objects).map(([name, object]) => {
      const own = (byObject.get(name) ?? []).map(
        ([path, right]) => [path.slice(name.length + 1), right] as const,
      );
      return [name, own.length ? seenObject(object, new Map(own)) : object] as const;
    });
    seen = { ...catalog, objects: Object.fromEntries(objects) };
    made.set(key, seen);
  }
  return seen;
}

/** By `deal.value`; of what the roles and the field itself say, the stricter. */
function rightsToFields(catalog: Catalog, actor: Asking): Map<string, FieldRight> {
  let guarded = withAudience.get(catalog);
  if (!guarded) {
    guarded = Object.values(catalog.objects).flatMap((object) =>
      Object.entries(object.fields)
        .filter(([, field]) => field.seenBy ?? field.changedBy)
        .map(([name, field]) => ({ path: `${object.name}.${name}`, field })),
    );
    withAudience.set(catalog, guarded);
  }
  const rights = new Map<string, FieldRight>(Object.entries(actor.role.fields ?? {}));
  for (const { path, field } of guarded) {
    if (!isAmong(actor, field.seenBy)) rights.set(path, 'hidden');
    else if (!isAmong(actor, field.changedBy) && !rights.has(path)) rights.set(path, 'read');
  }
  // A result tells what it is made of. Most people see everything: for them there is nothing to be looked at.
  if (rights.values().some((right) => right === 'hidden'))
    for (const [path, parts] of tellingIn(catalog))
      if (parts.some((one) => rights.get(one) === 'hidden')) rights.set(path, 'hidden');
  return rights;
}

/** Is it for this person: by their id, a team of theirs, a role of theirs? Nobody named: for everybody. */
const isAmong = (
  { user, circle, role, roles }: Asking,
  named: readonly string[] | undefined,
): boolean =>
  !named?.length ||
  named.some(
    (one) =>
      one === user || circle?.teams.includes(one) === true || (roles ?? [role.name]).includes(one),
  );

function seenObject(object: CatalogObject, rights: Map<string, FieldRight>): CatalogObject {
  const shown = (name: string) => rights.get(name) !== 'hidden';
  const fields: Record<string, Field> = {};
  for (const [name, field] of Object.entries(object.fields))
    if (shown(name))
      fields[name] = withoutHidden(
        rights.get(name) === 'read' ? { ...field, writtenBy: 'system' } : field,
        shown,
      );
  const { title, titleElse } = object;
  const standIns = titleElse?.filter(shown);
  if (fields['title'] && standIns && standIns.length < (titleElse?.length ?? 0))
    fields['title'] = {
      ...fields['title'],
      madeOf: {
        names: title,
        others: standIns.map((name) => ({ name, isList: object.fields[name]?.kind !== 'text' })),
      },
    };
  const { board, actions, ...rest } = object;
  const seenBoard = board && boardWithout(board, shown);
  return {
    ...rest,
    fields,
    actions: Object.values(fields).some((field) => field.formula !== undefined)
      ? actions
      : withoutRecomputing(actions),
    ...(standIns && { titleElse: standIns }),
    sections: object.sections.map((one) => ({ ...one, fields: one.fields.filter(shown) })),
    ...(object.layouts && {
      layouts: Object.fromEntries(
        Object.entries(object.layouts).map(([pipeline, one]) => [
          pipeline,
          layoutWithout(one, shown),
        ]),
      ),
    }),
    columns: object.columns.filter(shown),
    sort: shown(object.sort.replace(/^-/, '')) ? object.sort : '-createdAt',
    ...(seenBoard && { board: seenBoard }),
  };
}

/** Whoever sees no formula has none made anew. */
const withoutRecomputing = (actions: CatalogObject['actions']): CatalogObject['actions'] =>
  Object.fromEntries(Object.entries(actions).filter(([name]) => !Object.hasOwn(recomputing, name)));

/** A board that tells nothing of what is hidden; none where its own columns would. */
function boardWithout(
  { by, sum, weight, date, open, done }: NonNullable<ObjectDefinition['board']>,
  shown: (name: string) => boolean,
): ObjectDefinition['board'] {
  if (!shown(by)) return undefined;
  const isTold = open !== undefined && mentions(open).every(shown);
  return {
    by,
    ...(sum !== undefined && shown(sum) ? { sum } : {}),
    ...(weight !== undefined && shown(weight) ? { weight } : {}),
    ...(date !== undefined && shown(date) ? { date } : {}),
    ...(isTold ? { open } : {}),
    ...(isTold && done && [done.on, ...mentions(done.when)].every(shown) ? { done } : {}),
  };
}

/** Rules that look at what somebody does not see are kept from them; the engine asks them all the same. */
function withoutHidden(field: Field, shown: (name: string) => boolean): Field {
  const hides = (filter: Filter | undefined) =>
    filter !== undefined && !mentions(filter).every(shown);
  const { requiredWhen, requiredFrom, readOnlyWhen, showWhen, counted, ...rest } = field;
  return {
    ...rest,
    ...(requiredWhen && !hides(requiredWhen) && { requiredWhen }),
    ...(requiredFrom && shown('stage') && { requiredFrom }),
    ...(readOnlyWhen && !hides(readOnlyWhen) && { readOnlyWhen }),
    ...(showWhen && !hides(showWhen) && { showWhen }),
    ...(counted && !hides(counted.when) && { counted }),
  };
}
