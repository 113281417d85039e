import { type CatalogObject, fieldOf, may, objectOf } from '@relata/model';
import { create } from '../records/create.ts';
import { tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import { translated } from './cells/reader.ts';
import { readerOf } from './plan.ts';
import type { Plan } from './read-row.ts';
import type { OpenedFile } from './read/index.ts';
import { entriesFor, isList } from './targets.ts';
import { cleanText, nameKey } from './values/index.ts';

/** A name that some list does not know: a stage, within its pipeline. */
interface Missing {
  list: CatalogObject;
  name: string;
  within: string | null;
}

/**
 * Makes the entries of lists that rows name and that are not here, where whoever imports may: pipelines first,
 * then what they are parted into. Runs before the rows; done again, it finds what it made and makes nothing.
 */
export async function makeMissingNames(
  work: Work,
  object: string,
  file: OpenedFile,
  planAnew: () => Promise<Plan>,
): Promise<void> {
  const fields = Object.entries(objectOf(work.catalog, object).fields).filter(([, field]) => {
    const list = field.to ? work.catalog.objects[field.to] : undefined;
    return list && isList(list) && may(work.actor, 'create', list);
  });
  for (const [name] of fields.toSorted(
    ([, a], [, b]) => Number(Boolean(a.of)) - Number(Boolean(b.of)),
  )) {
    const missing = await missingIn(work, object, name, file, await planAnew());
    for (const one of missing)
      await add(work, fieldOf(objectOf(work.catalog, object), name).of, one);
  }
}

async function missingIn(
  work: Work,
  objectName: string,
  name: string,
  file: OpenedFile,
  plan: Plan,
): Promise<Missing[]> {
  const object = objectOf(work.catalog, objectName);
  const field = fieldOf(object, name);
  const list = objectOf(work.catalog, field.to ?? '');
  const columns = entriesFor(work.catalog, object, plan.mapping)
    .filter(({ target }) => target.via === '' && target.name === name)
    .map(({ entry }) => ({ at: plan.header.indexOf(entry.column), entry }));
  if (!columns.length) return [];
  const read = readerOf(plan);
  const found = new Map<string, Missing>();
  const usual = field.of
    ? await firstOf(work, objectOf(work.catalog, fieldOf(object, field.of).to ?? ''))
    : null;
  for await (const row of file.rows()) {
    const values = read(row).values;
    if (values[name] !== undefined) continue;
    const text = columns
      .map(({ at, entry }) => translated(cleanText(row.cells[at] ?? ''), entry))
      .find(Boolean);
    if (!text) continue;
    const within = field.of
      ? String(values[field.of] ?? plan.options.defaults?.[field.of] ?? usual ?? '')
      : null;
    const key = `${within}|${nameKey(text)}`;
    if (found.size < mostMade && !found.has(key)) found.set(key, { list, name: text, within });
  }
  return [...found.values()];
}

/** A list that a file makes longer than this is no list. */
const mostMade = 200;

async function add(
  work: Work,
  of: string | undefined,
  { list, name, within }: Missing,
): Promise<void> {
  const title = list.title[0] ?? 'name';
  const position = list.fields['position'] ? { position: await nextPosition(work, list) } : {};
  await create(work, list.name, {
    [title]: name.slice(0, 100),
    ...position,
    ...(of && within ? { [of]: within } : {}),
  });
}

async function nextPosition(work: Work, list: CatalogObject): Promise<number> {
  const { rows } = await work.connection.query<{ next: string }>(
    `select coalesce(max("position"), -1) + 1 as next from ${tableOf(list)} where workspace_id = $1 and deleted_at is null`,
    [work.workspace.id],
  );
  return Number(rows[0]?.next ?? 0);
}

async function firstOf(work: Work, list: CatalogObject): Promise<string | null> {
  const order = list.fields['isDefault']
    ? '"is_default" desc nulls last, "position", id'
    : '"position", id';
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from ${tableOf(list)} where workspace_id = $1 and deleted_at is null order by ${order} limit 1`,
    [work.workspace.id],
  );
  return rows[0]?.id ?? null;
}
