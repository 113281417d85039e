import { type Field, invalid, isPlainObject, type Option, systemActor } from '@relata/model';
import { keepDefinition, lockDefinitions, storedField } from '#features/custom-fields/index.ts';
import { fieldAt, followInViews, exchange } from '#features/views/index.ts';
import { storageOf } from '#engine/fields/storage.ts';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords } from '#engine/records/read.ts';
import { neededFields, saveDrafts } from '#engine/records/update.ts';
import { columnsOf, scalarOf, tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import { followInRules } from './follow-in-rules.ts';
import { followInSettings, settingsWith } from './follow-in-settings.ts';
import { isOurs, type ListField, listFields } from './list-fields.ts';

const atOnce = 2000;

/** SQL: the record holds the value that is the second parameter. */
const holds = (name: string, field: Field): string =>
  storageOf(field).shape === 'array'
    ? `${scalarOf('t', name, field)} @> array[$2]`
    : `${scalarOf('t', name, field)} = $2`;

/** A setting, as the log calls it, or how many live records of an object. */
type Use = { object: string; count: number } | { setting: string; count: number };

/** How many live records of each object hold an entry of a list, whoever asks, and which settings name it. */
export async function countOption(work: Work, id: string, value: string): Promise<Use[]> {
  const found: Use[] = [];
  const fields = listFields(work, id);
  for (const { object, name, field } of fields) {
    const { rows } = await work.connection.query<{ n: string }>(
      `select count(*) as n from ${tableOf(object)} t where t.workspace_id = $1 and t.deleted_at is null and ${holds(name, field)}`,
      [work.workspace.id, value],
    );
    const count = Number(rows[0]?.n);
    if (count) found.push({ object: object.name, count });
  }
  for (const setting of await settingsWith(work, idsOf(fields), value))
    found.push({ setting, count: 1 });
  return found;
}

/**
 * Takes an entry out of a list, and puts another one, or none, in its place in every record, saved view, default,
 * setting and rule: one batch. Ours is no longer offered; code and translations know it.
 */
export async function replaceOption(
  work: Work,
  id: string,
  from: string,
  to: string | null,
): Promise<void> {
  await lockDefinitions(work);
  const fields = listFields(work, id);
  const ids = idsOf(fields);
  const isSet = (await settingsWith(work, ids, from)).length > 0;
  if (isMeant(work, ids, from))
    throw invalid('options', 'entry_meant', 'records are told apart by this entry');
  for (const one of fields) demandReplaceable(one, from, to, isSet);
  for (const { object, name, field } of fields) {
    await replaceInRecords(work, { object, name, field }, from, to);
    await takeOut(work, { object, name, field }, from, to);
  }
  const instead = exchange(from, to, (object, path) => {
    const place = fieldAt(work.catalog, object, path);
    return place !== null && ids.has(`${place.object}.${place.name}`);
  });
  await followInViews(work, instead);
  await followInRules(work, instead);
  await followInSettings(work, ids, from, to);
  await work.engine.workspaces.changed(work.connection.query, work.workspace.id);
}

const idsOf = (fields: readonly ListField[]): ReadonlySet<string> =>
  new Set(fields.map(({ object, name }) => `${object.name}.${name}`));

/** Is it by this entry that a link knows which records to offer: partners of all companies? */
const isMeant = (work: Work, fields: ReadonlySet<string>, entry: string): boolean =>
  Object.values(work.catalog.objects).some((object) =>
    Object.values(object.fields).some(({ to, offers = {} }) =>
      Object.entries(offers).some(
        ([name, asked]) =>
          fields.has(`${to}.${name}`) && isPlainObject(asked) && asked['eq'] === entry,
      ),
    ),
  );

/** `isSet`: a setting names it. */
function demandReplaceable(
  { field }: ListField,
  from: string,
  to: string | null,
  isSet: boolean,
): void {
  const options = field.options ?? [];
  if (!field.custom && !field.open)
    throw invalid('options', 'closed_list', 'code works with these entries');
  if (to !== null && (to === from || !options.some((one) => one.value === to && !one.hidden)))
    throw invalid('with', 'option', 'there is no such entry');
  const begins = isSet || isStart(field.default, from) || isStart(field.defaultAlong, from);
  if (to === null && (field.required || begins || options.length < 2))
    throw invalid('with', 'replacement_needed', 'choose what takes its place');
}

/** Do records begin with this entry? */
const isStart = (start: Field['default'], entry: string): boolean =>
  typeof start === 'object' && 'value' in start && start.value === entry;

async function replaceInRecords(
  work: Work,
  { object, name, field }: ListField,
  from: string,
  to: string | null,
): Promise<void> {
  const { query } = work.connection;
  const isList = storageOf(field).shape === 'array';
  const { rows } = await query<{ id: string }>(
    `select t.id from ${tableOf(object)} t where t.workspace_id = $1 and t.deleted_at is null and ${holds(name, field)} order by t.id`,
    [work.workspace.id, from],
  );
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'lists') };
  for (let i = 0; i < rows.length; i += atOnce) {
    const loaded = await lockRecords(everywhere, object, {
      ids: rows.slice(i, i + atOnce).map((row) => row.id),
      verb: 'update',
      fields: ['title', ...neededFields(work, object, [name])],
    });
    const drafts = [...loaded].map(([id, before]): Draft => {
      const value = isList ? exchanged(before[name], from, to) : to;
      return { object, id, before, changes: { [name]: value }, given: new Set([name]) };
    });
    await saveDrafts({ ...work, inAction: 'release' }, object, drafts);
    await work.advanced(drafts.length);
  }
  await replaceInDeleted(work, { object, name, field }, from, to);
}

const exchanged = (value: unknown, from: string, to: string | null): string[] => [
  ...new Set(((value ?? []) as string[]).flatMap((one) => (one === from ? (to ?? []) : [one]))),
];

/** What lies in the recycle bin comes back with what the list holds then. */
async function replaceInDeleted(
  work: Work,
  { object, name, field }: ListField,
  from: string,
  to: string | null,
): Promise<void> {
  const isList = storageOf(field).shape === 'array';
  const column = `"${columnsOf(name, field)[0]?.name}"`;
  const list = `array(select distinct x from unnest(array_replace(${scalarOf('t', name, field)}, $2, $3::text)) x where x is not null)`;
  const value = isList ? list : '$3::text';
  const set = field.custom
    ? `custom = jsonb_set(custom, '{${name}}', coalesce(to_jsonb(${value}), 'null'))`
    : `${column} = ${value}`;
  await work.connection.query(
    `update ${tableOf(object)} t set ${set} where t.workspace_id = $1 and t.deleted_at is not null and ${holds(name, field)}`,
    [work.workspace.id, from, to],
  );
}

async function takeOut(
  work: Work,
  { object, name, field }: ListField,
  from: string,
  to: string | null,
): Promise<void> {
  const stored = await storedField(work, object.name, name);
  const definition = stored?.alive ? stored.definition : {};
  const options = (field.options ?? []).flatMap((one): Option[] => {
    if (one.value !== from) return [one];
    return isOurs(object, name, from) ? [{ ...one, hidden: true }] : [];
  });
  await keepDefinition(work, object.name, name, {
    ...definition,
    options,
    ...(isStart(field.default, from) && { default: { value: to } }),
    ...(isStart(field.defaultAlong, from) && { defaultAlong: { value: to } }),
  });
}
