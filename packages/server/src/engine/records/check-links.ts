import {
  type CatalogObject,
  fieldOf,
  type FieldError,
  type Field,
  type Fields,
  invalid,
  objectOf,
  type RecordRef,
  Refusal,
} from '@relata/model';
import { refsOf, storageOf } from '../fields/storage.ts';
import { toSql } from '../filters/to-sql.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';
import { refsIn } from './unseen.ts';
import { ofRecord } from './which-record.ts';
import { changing, type Draft, willBe } from './draft.ts';

/** Every reference that is written must lead to a live record that the actor may see; a stage to one of its pipeline. */
export async function checkLinks(
  work: Work,
  object: CatalogObject,
  drafts: Draft[],
): Promise<void> {
  const wanted = new Map<string, Set<string>>();
  const uses: { draft: Draft; name: string; ref: RecordRef }[] = [];
  const errors: FieldError[] = [];
  const wrong = (draft: Draft, error: FieldError) => errors.push(ofRecord(error, draft.nth));
  for (const [name, field] of Object.entries(object.fields)) {
    if (!field.to || field.writtenBy === 'system') continue;
    for (const draft of drafts) {
      const moved = field.of !== undefined && changing(draft, field.of);
      if (!changing(draft, name) && !moved) continue;
      // What was there before stays whatever the actor sees of it: they did not put it there.
      const before = moved ? [] : refsIn(draft.before?.[name], object, name).map(({ id }) => id);
      for (const ref of refsIn(willBe(draft, name), object, name)) {
        if (before.includes(ref.id)) continue;
        if (!Object.hasOwn(work.catalog.objects, ref.object)) {
          wrong(draft, {
            field: name,
            code: 'not_found',
            message: `there is no object '${ref.object}'`,
          });
          continue;
        }
        let ids = wanted.get(ref.object);
        if (!ids) wanted.set(ref.object, (ids = new Set()));
        ids.add(ref.id);
        uses.push({ draft, name, ref });
      }
    }
  }
  const found = new Map<string, Map<string, Record<string, string | null>>>();
  for (const [target, ids] of wanted) found.set(target, await targets(work, target, [...ids]));
  for (const { draft, name, ref } of uses) {
    const field = fieldOf(object, name);
    const target = found.get(ref.object)?.get(ref.id);
    if (!target) {
      wrong(draft, {
        field: name,
        code: 'not_found',
        message: 'the record that it names is not there',
      });
    } else if (field.of && target[field.of] !== willBe(draft, field.of)) {
      wrong(draft, {
        field: name,
        code: `other_${field.of}`,
        message: `belongs to another ${field.of}`,
      });
    } else if (!(await isAmong(work, field, ref))) {
      wrong(draft, { field: name, code: 'not_among', message: 'is not one that can stand here' });
    }
  }
  if (errors.length) throw new Refusal('invalid', errors[0]?.message ?? '', { errors });
}

/** Those of the ids that are there, with the references that `of` compares. */
async function targets(
  work: Work,
  name: string,
  ids: string[],
): Promise<Map<string, Record<string, string | null>>> {
  const target = work.catalog.objects[name];
  if (!target) return new Map();
  const made = statement(work);
  const owners = Object.entries(target.fields).filter(
    ([, field]) => field.kind === 'link' && field.to,
  );
  const columns = owners
    .map(([field, definition]) => `, ${scalarOf('t', field, definition)} as "${field}"`)
    .join('');
  const { rows } = await work.connection.query<Record<string, string | null> & { id: string }>(
    `select t.id${columns} from ${tableOf(target)} t where t.workspace_id = $1 and t.id = any(${made.parameters.add(ids, 'uuid[]')}) and t.deleted_at is null and ${made.visible(name, 't')}`,
    made.parameters.values,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** A field may take only some: the statuses that disqualify. */
async function isAmong(work: Work, { among }: Field, { object, id }: RecordRef): Promise<boolean> {
  if (!among) return true;
  const made = statement(work);
  const { rows } = await work.connection.query(
    `select 1 from ${tableOf(objectOf(work.catalog, object))} t where t.workspace_id = $1 and t.id = ${made.parameters.add(id, 'uuid')} and ${toSql(among, object, 't', made)}`,
    made.parameters.values,
  );
  return rows.length > 0;
}

/** The same for what somebody gave to an action. */
export async function checkInputLinks(
  work: Work,
  fields: Fields,
  input: Record<string, unknown>,
): Promise<void> {
  for (const [name, field] of Object.entries(fields)) {
    const value = input[name];
    if (!field.to || value === null || value === undefined) continue;
    for (const ref of storageOf(field).shape === 'linked'
      ? refsOf(value, field)
      : [{ object: field.to, id: String(value) }]) {
      const found = await targets(work, ref.object, [ref.id]);
      if (!found.size || !(await isAmong(work, field, ref)))
        throw invalid(name, 'not_found', 'the record that it names is not there');
    }
  }
}
