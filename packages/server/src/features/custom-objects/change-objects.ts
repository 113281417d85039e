import {
  type CatalogObject,
  invalid,
  mostOwnObjects,
  objectNameProblem,
  type ObjectShape,
  type OwnObject,
  pluralProblem,
  Refusal,
  shipped,
} from '@relata/model';
import type { z } from 'zod';
import { audit } from '#engine/audit/audit.ts';
import { keepOwnTable } from '#engine/tables/own-tables.ts';
import type { Work } from '#engine/work.ts';
import { lockDefinitions } from '#features/custom-fields/index.ts';
import { renameViews } from '#features/set-up/index.ts';
import { demandLayouts } from './demand-layouts.ts';
import type { newObject, objectChanges, ShownObject } from './shapes.ts';

type Stored = OwnObject | ObjectShape;

const problems = {
  field_name: 'takes letters and digits, beginning with a small letter, 40 at most',
  plural_name: 'takes small letters, digits and hyphens between them, 60 at most',
  reserved: 'this name means something else',
  taken: 'there is such an object already',
} as const;

const isOurs = (name: string): boolean => Object.hasOwn(shipped.objects, name);

export const shown = (object: CatalogObject): ShownObject => ({
  name: object.name,
  plural: object.plural,
  icon: object.icon,
  custom: object.table !== undefined,
  label: object.label ?? {},
  off: object.off === true,
  board: object.board ?? null,
  layouts: object.layouts ?? {},
  layoutForAll: object.layoutForAll === true,
  below: object.below ?? '',
  withoutActivities: object.withoutActivities === true,
  fieldOrder: object.fieldOrder ?? [],
});

const noObject = () => new Refusal('not_found', 'there is no such object');

/** What may be shaped: what people work with, rather than what settings or the engine keep. */
export function shapeable({ catalog }: Pick<Work, 'catalog'>): CatalogObject[] {
  return Object.values(catalog.objects).filter(
    (object) => object.table !== undefined || shipped.objects[object.name]?.place === 'main',
  );
}

/** Makes an object. Of one that was removed the name stays taken: its records come back with it. */
export async function addObject(
  work: Work,
  { name, plural, label, icon }: z.infer<typeof newObject>,
): Promise<string> {
  await lockDefinitions(work);
  const { query } = work.connection;
  const problem = objectNameProblem(work.catalog, name);
  if (problem) throw invalid('name', problem, problems[problem]);
  const wrong = pluralProblem(work.catalog, plural);
  if (wrong) throw invalid('plural', wrong, problems[wrong]);
  const { rows } = await query<{
    name: string;
    slot: number | null;
    alive: boolean;
    plural: string;
  }>(
    `select name, (definition ->> 'slot')::int as slot, deleted_at is null as alive, definition ->> 'plural' as plural
     from custom_object where workspace_id = $1`,
    [work.workspace.id],
  );
  if (rows.some((row) => row.name === name)) throw invalid('name', 'taken', problems.taken);
  if (rows.some((row) => row.plural === plural)) throw invalid('plural', 'taken', problems.taken);
  const slots = new Set(rows.map((row) => row.slot));
  const slot = Array.from({ length: mostOwnObjects }, (_, i) => i + 1).find(
    (one) => !slots.has(one),
  );
  if (slot === undefined)
    throw invalid('name', 'too_many', `at most ${mostOwnObjects} objects`, { max: mostOwnObjects });
  await keepOwnTable(query, slot);
  const definition: OwnObject = { plural, icon, label, slot };
  await query(
    `insert into custom_object (workspace_id, name, definition, position, created_at)
     select $1, $2, $3, coalesce(max(position) + 1, 0), $4 from custom_object where workspace_id = $1`,
    [work.workspace.id, name, JSON.stringify(definition), work.now],
  );
  await told(work, 'added', name, { plural, label });
  return name;
}

/** Name and address stay: programs use them. Of an object that we ship, what is different here. */
export async function changeObject(
  work: Work,
  name: string,
  { position, off, ...wanted }: z.infer<typeof objectChanges>,
): Promise<void> {
  await lockDefinitions(work);
  const object = shapeable(work).find((one) => one.name === name);
  if (!object) throw noObject();
  if (off !== undefined && !isOurs(name))
    throw invalid('off', 'option', 'an object of your own is removed instead');
  if (wanted.label === null && !isOurs(name)) throw invalid('label', 'required', 'must be filled');
  if (wanted.board) demandBoard(object, wanted.board);
  if (wanted.below) demandAbove(object, wanted.below);
  if (wanted.layouts) await demandLayouts(work, object, wanted.layouts);
  const before = (await stored(work, name))?.definition ?? {};
  const definition = Object.fromEntries(
    Object.entries({ ...before, ...wanted, ...(off === undefined ? {} : { off }) }).filter(
      ([, value]) => value !== null && value !== undefined && value !== false,
    ),
  );
  await work.connection.query(
    `insert into custom_object (workspace_id, name, definition, position, created_at) values ($1, $2, $3, 0, $4)
     on conflict (workspace_id, name) do update set definition = excluded.definition, deleted_at = null`,
    [work.workspace.id, name, JSON.stringify(definition), work.now],
  );
  if (position !== undefined) await moveTo(work, name, position);
  if (wanted.label !== undefined && isOurs(name))
    await renameViews(work, { object: name, before: before.label, after: wanted.label });
  await told(work, 'changed', name, { ...wanted, ...(off === undefined ? {} : { off }), before });
}

/** Columns of a board are the options of a choice or the records of a reference; what is added up is a number. */
function demandBoard(object: CatalogObject, { by, sum }: { by: string; sum?: string | undefined }) {
  const groups = ['select', 'link', 'user', 'boolean', 'rating'];
  const numbers = ['money', 'number', 'integer', 'percent', 'duration'];
  const kindOf = (name: string) => object.fields[name]?.kind ?? '';
  if (!groups.includes(kindOf(by)))
    throw invalid('board', 'option', `no board is made by '${by}'`, { value: by });
  if (sum !== undefined && !numbers.includes(kindOf(sum)))
    throw invalid('board', 'option', `'${sum}' cannot be added up`, { value: sum });
}

/** What is above a record is one of the same object. */
function demandAbove(object: CatalogObject, field: string) {
  const { kind, to } = object.fields[field] ?? {};
  if (kind !== 'link' || to !== object.name)
    throw invalid('below', 'option', `'${field}' does not lead to what is above`, { value: field });
}

/** Where nobody has said anything of an object but where it stands, that alone is said. */
async function moveTo(work: Work, name: string, position: number): Promise<void> {
  const others = shapeable(work).flatMap((one) => (one.name === name ? [] : [one.name]));
  await work.connection.query(
    `insert into custom_object (workspace_id, name, definition, position, created_at)
     select $1, n.name, jsonb_build_object('order', n.place - 1), 0, $3
     from unnest($2::text[]) with ordinality as n(name, place)
     on conflict (workspace_id, name) do update set definition = custom_object.definition || excluded.definition`,
    [work.workspace.id, others.toSpliced(position, 0, name), work.now],
  );
}

/** The object goes, with its records; both come back with `restoreObject`. Of ours, what was different goes. */
export async function removeObject(work: Work, name: string): Promise<void> {
  await lockDefinitions(work);
  const found = await stored(work, name);
  if (!found?.alive) throw noObject();
  if (isOurs(name)) {
    await work.connection.query('delete from custom_object where workspace_id = $1 and name = $2', [
      work.workspace.id,
      name,
    ]);
    await renameViews(work, { object: name, before: found.definition.label, after: null });
  } else {
    demandUnused(work, name);
    await work.connection.query(
      'update custom_object set deleted_at = $3 where workspace_id = $1 and name = $2',
      [work.workspace.id, name, work.now],
    );
  }
  await told(work, 'removed', name, isOurs(name) ? { before: found.definition } : {});
}

/** A field that leads to it would lead nowhere. */
function demandUnused({ catalog }: Work, name: string): void {
  for (const holder of Object.values(catalog.objects))
    for (const [field, { to }] of Object.entries(holder.fields))
      if (to === name && holder.name !== name)
        throw new Refusal('conflict', `'${field}' of ${holder.plural} leads to it`, {
          reason: 'led_to',
          details: { object: holder.name, field },
        });
}

export async function restoreObject(work: Work, name: string): Promise<void> {
  await lockDefinitions(work);
  const found = await stored(work, name);
  if (!found || found.alive) throw noObject();
  if (objectNameProblem(work.catalog, name)) throw invalid('name', 'taken', problems.taken);
  await work.connection.query(
    'update custom_object set deleted_at = null where workspace_id = $1 and name = $2',
    [work.workspace.id, name],
  );
  await told(work, 'restored', name);
}

async function stored(
  { connection, workspace }: Work,
  name: string,
): Promise<{ definition: Stored; alive: boolean } | undefined> {
  const { rows } = await connection.query<{ definition: Stored; alive: boolean }>(
    'select definition, deleted_at is null as alive from custom_object where workspace_id = $1 and name = $2',
    [workspace.id, name],
  );
  return rows[0];
}

/** Objects that were removed and can come back, the last removed first. */
export async function removedObjects({ connection, workspace }: Work): Promise<unknown[]> {
  const { rows } = await connection.query(
    `select name, definition -> 'label' as label, definition ->> 'icon' as icon, deleted_at as "removedAt" from custom_object
     where workspace_id = $1 and deleted_at is not null order by deleted_at desc`,
    [workspace.id],
  );
  return rows;
}

const told = (work: Work, what: string, object: string, more: Record<string, unknown> = {}) =>
  audit(work, { action: 'setting_changed', object, details: { of: 'object', what, ...more } });
