import {
  type CatalogObject,
  type Field,
  type FieldError,
  fold,
  isBlank,
  Refusal,
} from '@relata/model';
import { noteUse } from '../indexes/note-use.ts';
import { scalarOf, tableOf } from '../tables/table.ts';
import type { Work } from '../work.ts';
import { changing, type Draft, willBe } from './draft.ts';
import { ofRecord } from './which-record.ts';

const isText = (field: Field) => field.kind === 'text';

/** How values of a unique field are compared: texts without case and accents. */
export const equalForm = (alias: string, name: string, field: Field): string =>
  isText(field)
    ? `fold((${scalarOf(alias, name, field)})::text)`
    : `(${scalarOf(alias, name, field)})`;

/**
 * No two live records share a value of a field that the workspace calls unique. Ours have a unique index; its own
 * lie in one column together, so whoever writes one waits for whoever writes the same field, and looks.
 */
export async function demandUnique(
  work: Work,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  const errors: FieldError[] = [];
  for (const [name, field] of Object.entries(object.fields)) {
    if (!field.unique || !field.custom) continue;
    const writing = drafts.filter((draft) => changing(draft, name));
    const filled = writing.filter((draft) => !isBlank(willBe(draft, name)));
    if (!filled.length) continue;
    await queue(work, object, name);
    const taken = await heldElsewhere(work, object, name, field, writing, filled);
    const here = new Set<string>();
    for (const draft of filled) {
      const value = compared(field, willBe(draft, name));
      if (taken.has(value) || here.has(value))
        errors.push(
          ofRecord(
            { field: name, code: 'taken', message: 'another record has this already' },
            draft.nth,
          ),
        );
      here.add(value);
    }
  }
  if (errors.length) throw new Refusal('invalid', errors[0]?.message ?? '', { errors });
}

const compared = (field: Field, value: unknown): string =>
  isText(field) ? fold(String(value)) : String(Number(value));

/** One after the other; a statement of its own, as the lock is the database's, not the table's. */
const queue = (work: Work, object: CatalogObject, name: string) =>
  work.connection.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${work.workspace.id} ${object.name}.${name}`,
  ]);

async function heldElsewhere(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Field,
  writing: readonly Draft[],
  filled: readonly Draft[],
): Promise<Set<string>> {
  noteUse(work, object, { [name]: isText(field) ? { contains: 'abc' } : { eq: 1 } }, []);
  const form = equalForm('t', name, field);
  const { rows } = await work.connection.query<{ value: string }>(
    `select distinct ${form}::text as value from ${tableOf(object)} t
     where t.workspace_id = $1 and t.deleted_at is null and ${form} = any($2::${isText(field) ? 'text' : 'numeric'}[]) and not t.id = any($3::uuid[])`,
    [
      work.workspace.id,
      filled.map((draft) => compared(field, willBe(draft, name))),
      writing.map((draft) => draft.id),
    ],
  );
  return new Set(rows.map(({ value }) => (isText(field) ? value : String(Number(value)))));
}
