import { type CatalogObject, isId, objectOf, Refusal, systemActor } from '@relata/model';
import { storageOf } from '../fields/storage.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import { demand, type Work } from '../work.ts';
import type { RecordChange } from '../history/change.ts';
import { asTaken } from './as-taken.ts';
import { settle } from './create.ts';
import { demandUnique } from './demand-unique.ts';
import { derivingFields } from './derive.ts';
import type { Draft } from './draft.ts';
import { type Keeping, keepMissing } from './kept.ts';
import { lockRecords, notThere, refuseMissing } from './read.ts';
import { neededFields, saveDrafts } from './update.ts';

/** Moves records to the recycle bin. What points to them is cleared in the same batch, or refuses. */
export async function remove(
  work: Work,
  objectName: string,
  ids: string[],
  keeping?: Keeping,
): Promise<number> {
  const object = objectOf(work.catalog, objectName);
  demand(work, 'delete', object);
  if (ids.some((id) => !isId(id))) throw notThere();
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const loaded = await lockRecords(work, object, {
    ids: wanted,
    verb: 'delete',
    fields: ['title'],
  });
  const missing = wanted.filter((id) => !loaded.has(id));
  await (keeping
    ? keepMissing(work, object, missing, keeping)
    : refuseMissing(work, object, missing));
  for (const { holder, field } of holdersOf(work, object))
    await release(work, object, holder, field, [...loaded.keys()]);
  await mark(work, object, [...loaded.values()], 'delete');
  return loaded.size;
}

/** Fields of whatever object that point to this one. Notes, activities and files stay with what they are about. */
function holdersOf(work: Work, object: CatalogObject): { holder: CatalogObject; field: string }[] {
  return Object.values(work.catalog.objects).flatMap((holder) =>
    Object.entries(holder.fields)
      .filter(
        ([, field]) =>
          field.to === object.name && field.kind !== 'user' && field.writtenBy !== 'system',
      )
      .map(([field]) => ({ holder, field })),
  );
}

const atOnce = 2000;

/** A record that points to what goes. */
interface Holder {
  id: string;
  version: number;
  /** What it points to, where that is a list. */
  value: string[] | null;
}

/** Clears a reference in everything that holds it, each as a change of its own that undo takes back. */
async function release(
  work: Work,
  object: CatalogObject,
  holder: CatalogObject,
  name: string,
  ids: string[],
): Promise<void> {
  const field = holder.fields[name];
  if (!field) return;
  const linked = storageOf(field).shape === 'linked';
  const { rows } = await work.connection.query<{ id: string; to_id: string }>(
    linked
      ? `select l.from_id as id, l.to_id from link l join ${tableOf(holder)} t on t.workspace_id = $1 and t.id = l.from_id and t.deleted_at is null
         where l.workspace_id = $1 and l.field = '${holder.name}.${name}' and l.to_id = any($2)`
      : `select t.id, ${scalarOf('t', name, field)} as to_id from ${tableOf(holder)} t
         where t.workspace_id = $1 and ${scalarOf('t', name, field)} = any($2) and t.deleted_at is null`,
    [work.workspace.id, ids],
  );
  const held = holder.name === object.name ? rows.filter((row) => !ids.includes(row.id)) : rows;
  if (!held.length) return;
  if (field.onDelete === 'refuse')
    throw new Refusal('conflict', `${held.length} ${holder.plural} still use it`, {
      reason: 'in_use',
      details: { object: holder.name, field: name, count: held.length },
    });
  const all = await work.connection.query<Holder>(
    `select t.id, t.version, ${linked ? `(select json_agg(l.to_id order by l.position) from link l where l.workspace_id = $1 and l.field = '${holder.name}.${name}' and l.from_id = t.id)` : 'null::json'} as value
     from ${tableOf(holder)} t where t.workspace_id = $1 and t.id = any($2) order by t.id for update of t`,
    [work.workspace.id, [...new Set(held.map((row) => row.id))]],
  );
  const holders = new Map(all.rows.map((row) => [row.id, row]));
  // One change for each that goes, also where a list loses several, so that each can be brought back alone.
  for (const [cause, references] of Map.groupBy(held, (row) => row.to_id)) {
    work.cause = cause;
    const members = references.flatMap(({ id }) => holders.get(id) ?? []);
    for (let i = 0; i < members.length; i += atOnce) {
      const portion = members.slice(i, i + atOnce);
      const wholes = await wholesFor(work, holder, name, portion);
      const drafts = portion.map((row): Draft => {
        const own = { id: row.id, version: row.version, [name]: linked ? row.value : cause };
        const before = { ...wholes.get(row.id), ...own };
        const value = (row.value ?? []).filter((id) => id !== cause);
        Object.assign(row, { value, version: row.version + 1 });
        const changes = { [name]: linked ? value : null };
        return { object: holder, id: row.id, before, changes, given: new Set([name]) };
      });
      await saveDrafts({ ...work, inAction: 'release' }, holder, drafts);
    }
  }
  work.cause = null;
}

/** Of a reference from which something is derived, what else that is made of; of others nothing has to be read. */
async function wholesFor(
  work: Work,
  holder: CatalogObject,
  name: string,
  rows: readonly Holder[],
): Promise<Map<string, Record<string, unknown>>> {
  if (!derivingFields(holder).includes(name)) return new Map();
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'release') };
  return lockRecords(everywhere, holder, {
    ids: rows.map((row) => row.id),
    verb: 'update',
    fields: neededFields(work, holder, [name]),
  });
}

/** Sets or clears `deleted_at`, with history. */
async function mark(
  work: Work,
  object: CatalogObject,
  records: Record<string, unknown>[],
  action: 'delete' | 'restore',
): Promise<void> {
  if (!records.length) return;
  const ids = records.map((record) => String(record['id']));
  await work.connection.query(
    `update ${tableOf(object)} t set deleted_at = $2, version = t.version + 1, updated_at = $3, updated_by = $4
     where t.workspace_id = $1 and t.id = any($5)`,
    [work.workspace.id, action === 'delete' ? work.now : null, work.now, work.actor.user, ids],
  );
  const changes = records.map((record): RecordChange => ({
    object: object.name,
    id: String(record['id']),
    action,
    before: {},
    after: {},
    version: Number(record['version']) + 1,
    record,
  }));
  await settle(work, object, changes, action);
}

/** Takes records out of the recycle bin; a unique value that somebody else has by now is refused. */
export async function unremove(work: Work, object: CatalogObject, ids: string[]): Promise<number> {
  demand(work, 'delete', object);
  const unique = Object.keys(object.fields).filter((name) => object.fields[name]?.unique);
  const loaded = await lockRecords(work, object, {
    ids,
    verb: 'delete',
    fields: ['title', ...unique],
    deleted: true,
  });
  const missing = ids.filter((id) => !loaded.has(id));
  if (missing.length) throw notThere();
  const returning = [...loaded].map(([id, record]): Draft => {
    const changes = Object.fromEntries(unique.map((name) => [name, record[name]]));
    return { object, id, before: null, changes, given: new Set() };
  });
  await demandUnique(work, object, returning);
  await asTaken(object, () => mark(work, object, [...loaded.values()], 'restore'));
  return loaded.size;
}
