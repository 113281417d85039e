import {
  type CatalogObject,
  type Default,
  type Field,
  fieldOf,
  grantAt,
  kinds,
  objectOf,
  type Place,
  placedRights,
} from '@relata/model';
import { scalarOf, tableOf, wireOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import { type Draft, willBe } from './draft.ts';

/** Completes new records: what the caller left out, and their numbers. */
export async function applyDefaults(
  work: Work,
  object: CatalogObject,
  drafts: Draft[],
): Promise<void> {
  await fillDefaults(work, object, drafts);
  await numberThem(work, object, drafts);
}

/** Fills what the caller left out; a value of null was said, and stays. */
export async function fillDefaults(
  work: Work,
  object: CatalogObject,
  drafts: Draft[],
): Promise<void> {
  const remembered = new Map<string, unknown>();
  for (const [name, field] of Object.entries(object.fields)) {
    if (!field.default) continue;
    for (const draft of drafts)
      if (!(name in draft.changes))
        draft.changes[name] = await defaultOf(
          work,
          object,
          name,
          field,
          field.default,
          draft,
          remembered,
        );
  }
}

async function defaultOf(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Field,
  from: Default,
  draft: Draft,
  remembered: Map<string, unknown>,
): Promise<unknown> {
  if (from === 'me') return work.actor.user;
  if (from === 'today') return work.today;
  if (from === 'now') return work.now;
  if (from === 'first') {
    const within = field.of ? willBe(draft, field.of) : null;
    return remember(remembered, `${name}|${String(within)}`, () =>
      firstTarget(work, object, name, field, within),
    );
  }
  if ('from' in from) {
    const [reference = '', part] = from.from.split('.');
    if (part === undefined) return willBe(draft, reference);
    const id = willBe(draft, reference);
    if (id === null) return null;
    return remember(remembered, `${name}|${String(id)}`, () =>
      valueOf(work, object, reference, part, String(id)),
    );
  }
  return from.value;
}

async function remember(
  known: Map<string, unknown>,
  key: string,
  find: () => Promise<unknown>,
): Promise<unknown> {
  if (!known.has(key)) known.set(key, await find());
  return known.get(key);
}

/**
 * The record that a person would choose first: the default, else the first by position. Of pipelines and stages,
 * the first where the actor may put a record, as long as there is one.
 */
async function firstTarget(
  work: Work,
  object: CatalogObject,
  reference: string,
  field: Field,
  within: unknown,
): Promise<string | null> {
  const target = objectOf(work.catalog, field.to ?? '');
  const order = ['isDefault', 'position'].filter((name) => target.fields[name]);
  const by = order.map(
    (name) =>
      `${scalarOf('t', name, fieldOf(target, name))} ${name === 'isDefault' ? 'desc nulls last' : ''}`,
  );
  const way = object.stages;
  const isPlace = reference === way?.stage || reference === way?.pipeline;
  const rights =
    isPlace && work.actor.kind === 'user' ? placedRights(work.actor.role, object) : null;
  const placeOf = (id: string): Place =>
    reference === way?.stage
      ? { pipeline: typeof within === 'string' ? within : null, stage: id }
      : { pipeline: id, stage: null };
  const values: unknown[] = [work.workspace.id];
  let condition = '';
  if (field.of) {
    if (within === null) return null;
    values.push(within);
    condition = `and ${scalarOf('t', field.of, fieldOf(target, field.of))} = $2`;
  }
  const { rows } = await work.connection.query<{ id: string }>(
    `select t.id from ${tableOf(target)} t where t.workspace_id = $1 and t.deleted_at is null ${condition} order by ${[...by, 't.id'].join(', ')} limit ${rights ? 200 : 1}`,
    values,
  );
  const open = rights && rows.find(({ id }) => grantAt(rights, 'create', placeOf(id)).value);
  return (open ?? rows[0])?.id ?? null;
}

async function valueOf(
  work: Work,
  object: CatalogObject,
  reference: string,
  part: string,
  id: string,
): Promise<unknown> {
  const target = objectOf(work.catalog, fieldOf(object, reference).to ?? '');
  const field = fieldOf(target, part);
  const { rows } = await work.connection.query<{ value: unknown }>(
    `select to_json(${wireOf('t', part, field)}) as value from ${tableOf(target)} t where t.workspace_id = $1 and t.id = $2`,
    [work.workspace.id, id],
  );
  return kinds[field.kind].parse(rows[0]?.value ?? null, field);
}

/** Numbers are handed out one after the other, without gaps, per workspace. */
async function numberThem(work: Work, object: CatalogObject, drafts: Draft[]): Promise<void> {
  for (const [name, field] of Object.entries(object.fields)) {
    if (field.kind !== 'autonumber') continue;
    const { rows } = await work.connection.query<{ value: string }>(
      `insert into counter (workspace_id, name, value) values ($1, $2, $3)
       on conflict (workspace_id, name) do update set value = counter.value + excluded.value returning value`,
      [work.workspace.id, `${object.name}.${name}`, drafts.length],
    );
    const last = Number(rows[0]?.value);
    for (const [i, draft] of drafts.entries()) draft.changes[name] = last - drafts.length + 1 + i;
  }
}
