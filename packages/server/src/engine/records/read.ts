import { type CatalogObject, isId, objectOf, Refusal } from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { prepared } from '../prepared.ts';
import { tableOf } from '../tables/table.ts';
import { demand, reachable, statement, type Work } from '../work.ts';
import { parseSelection, rowJson, type Selection } from './row.ts';

/** One record as the JSON text that the database built. Refuses what the actor may not read as if it were not there. */
export async function readJson(
  work: Work,
  objectName: string,
  id: string,
  query: {
    fields?: string | undefined;
    include?: string | undefined;
    deleted?: 'only' | undefined;
  } = {},
): Promise<string> {
  const object = objectOf(work.seen, objectName);
  demand(work, 'read', object);
  if (!isId(id)) throw notThere();
  const made = statement(work);
  const selection = parseSelection(object, query.fields, query.include, made);
  const text = `select ${rowJson(object, 't', selection, made)}::text as "row" from ${tableOf(object)} t
    where t.workspace_id = $1 and t.id = ${made.parameters.add(id, 'uuid')} and t.deleted_at is ${query.deleted ? 'not null' : 'null'} and ${reachable(work, object, 'read', 't', made)}`;
  const { rows } = await work.connection.query<{ row: string }>(
    text,
    made.parameters.values,
    prepared(text),
  );
  const row = rows[0];
  if (!row) throw notThere();
  return row.row;
}

export async function read(
  work: Work,
  objectName: string,
  id: string,
): Promise<Record<string, unknown>> {
  return JSON.parse(await readJson(work, objectName, id)) as Record<string, unknown>;
}

export const notThere = () => new Refusal('not_found', 'there is no such record');

/** Which records to load for a change, and whether the live or the deleted ones. */
interface Load {
  ids: string[];
  verb: 'read' | 'update' | 'delete';
  fields: string[];
  deleted?: boolean;
}

/** Loads and locks records that the actor may change, in the order of their ids, so that two writers never wait for each other. */
export async function lockRecords(
  work: Work,
  object: CatalogObject,
  { ids, verb, fields, deleted }: Load,
): Promise<Map<string, Record<string, unknown>>> {
  const made = statement(work);
  const selection: Selection = {
    fields: [...new Set(['id', 'version', ...fields])],
    include: new Map(),
    asStored: true,
  };
  // Refusals name the records, and say no more by it than a list would.
  const { title } = objectOf(work.seen, object.name).fields;
  const named = title?.madeOf ? { ...object, fields: { ...object.fields, title } } : object;
  const text = `select ${rowJson(named, 't', selection, made)} as "row" from ${tableOf(object)} t
    where t.workspace_id = $1 and t.id = any(${made.parameters.add(ids, 'uuid[]')}) and t.deleted_at is ${deleted ? 'not null' : 'null'} and ${reachable(work, object, verb, 't', made)}
    order by t.id for update of t`;
  const { rows } = await work.connection.query<{ row: Record<string, unknown> & { id: string } }>(
    text,
    made.parameters.values,
    prepared(text),
  );
  return new Map(rows.map(({ row }) => [row.id, row]));
}

/** Some of the ids could not be loaded for a change: the actor may see them (forbidden), or they are not there. */
export async function refuseMissing(
  work: Work,
  object: CatalogObject,
  missing: string[],
): Promise<void> {
  if (!missing.length) return;
  const made = statement(work);
  const { rows } = await work.connection.query(
    `select 1 from ${tableOf(object)} t where t.workspace_id = $1 and t.id = any(${made.parameters.add(missing, 'uuid[]')}) and t.deleted_at is null and ${reachable(work, object, 'read', 't', made)} limit 1`,
    made.parameters.values,
  );
  if (rows.length)
    throw new Refusal('forbidden', 'you may see this record but not change it', {
      details: { ids: missing.slice(0, 20) },
    });
  throw notThere();
}

/** All fields that lie in the record's own row. */
export const ownFields = (object: CatalogObject): string[] =>
  Object.entries(object.fields)
    .filter(([, field]) => storageOf(field).shape !== 'linked')
    .map(([name]) => name);
