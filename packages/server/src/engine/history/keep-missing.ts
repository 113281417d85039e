import type { CatalogObject, FieldError } from '@relata/model';
import { keep, type Keeping, notYours } from '../records/kept.ts';
import { tableOf, titleSql } from '../tables/table.ts';
import { statement, type Work } from '../work.ts';

export interface Missing {
  id: string;
  /** The fields that would have got their old values; none where the whole record would have gone or come. */
  fields: string[];
}

const deletedSince: FieldError = {
  field: '',
  code: 'deleted_since',
  message: 'it has been deleted since',
};
const backSince: FieldError = {
  field: '',
  code: 'back_since',
  message: 'it has been taken out of the recycle bin since',
};

/**
 * Names the records that an undo does not find as its change had left them, and why: deleted since, back since
 * (`deleted`: they are sought in the recycle bin), or not the actor's to change. Gives how many are the last.
 */
export async function keepMissing(
  work: Work,
  object: CatalogObject,
  all: readonly Missing[],
  keeping: Keeping & { missing: Set<string> },
  { deleted }: { deleted: boolean },
): Promise<number> {
  // A batch may have changed a record several times.
  const missing = all.filter((one) => !keeping.missing.has(one.id));
  if (!missing.length) return 0;
  const made = statement(work);
  const ids = made.parameters.add(
    missing.map((one) => one.id),
    'uuid[]',
  );
  const { rows } = await work.connection.query<{
    id: string;
    title: string | null;
    binned: boolean;
  }>(
    `select t.id, ${titleSql('t', work.seen.objects[object.name] ?? object)} as title, t.deleted_at is not null as binned
     from ${tableOf(object)} t where t.workspace_id = $1 and t.id = any(${ids})`,
    made.parameters.values,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  let notTheirs = 0;
  for (const { id, fields } of missing) {
    keeping.missing.add(id);
    // What the recycle bin has let go of has no name any more, and is gone all the same.
    const { title, binned } = known.get(id) ?? { title: '', binned: true };
    const isElsewhere = !known.has(id) || binned !== deleted;
    if (!isElsewhere) notTheirs++;
    const error = !isElsewhere ? notYours : binned ? deletedSince : backSince;
    keep(keeping, { object: object.name, id, title: title ?? '', fields, error });
  }
  return notTheirs;
}
