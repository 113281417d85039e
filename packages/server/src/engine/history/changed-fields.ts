import { type CatalogObject, objectOf } from '@relata/model';
import { same } from '../records/draft.ts';
import { unseenIn, withoutUnseen } from '../records/unseen.ts';
import type { Work } from '../work.ts';

/** A row of the history, as far as its values go. */
interface Changed {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export type ChangedFields = Record<string, { before: unknown; after: unknown }>;

/** Is all that somebody changed kept from the actor? What follows from a change by itself tells nothing of it. */
export function isKept(work: Work, name: string, { after }: Changed, told: ChangedFields): boolean {
  const { fields } = objectOf(work.catalog, name);
  const changed = Object.keys(after ?? {}).filter((one) => fields[one]?.writtenBy !== 'system');
  return changed.length > 0 && !changed.some((one) => one in told);
}

/**
 * What the changes did to each field, as the actor may know it: nothing of fields that are kept from them, and
 * nothing of records. A reference from one unseen record to another has not changed to their eyes.
 */
export async function changedFields(
  work: Work,
  object: CatalogObject,
  rows: readonly Changed[],
): Promise<(row: Changed) => ChangedFields> {
  const all = objectOf(work.catalog, object.name);
  const sides = (row: Changed) => [row.before ?? {}, row.after ?? {}] as const;
  const unseen = await unseenIn(work, all, rows.flatMap(sides));
  return (row) => {
    const [before, after] = sides(row).map((side) => withoutUnseen(all, side, unseen));
    const names = Object.keys(row.after ?? {}).filter(
      // Fields that are gone altogether are told of; those that are only kept from the actor are not.
      (name) => name in object.fields || !(name in all.fields),
    );
    return Object.fromEntries(
      names
        .map((name) => {
          const change = { before: before?.[name] ?? null, after: after?.[name] ?? null };
          return [name, change] as const;
        })
        .filter(([, change]) => !unseen.size || !same(change.before, change.after)),
    );
  };
}
