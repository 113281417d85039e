import { type CatalogObject, fieldOf } from '@relata/model';
import type { Work } from '../work.ts';
import type { Counts } from './counts.ts';
import type { ImportOptions } from './options.ts';
import type { ReadRow, Related } from './read-row.ts';
import type { RelatedRecords, Want } from './related-records.ts';
import { trouble } from './trouble.ts';

/** Rows that make or change one record. */
export interface Pending {
  id: string;
  rows: ReadRow[];
  values: Record<string, unknown>;
  related: Related[];
}

/** Puts the ids of the records that rows lead to into their values: found, or made where they are missing. */
export async function resolveRelated(
  work: Work,
  object: CatalogObject,
  pendings: Pending[],
  { related, counts, options }: { related: RelatedRecords; counts: Counts; options: ImportOptions },
): Promise<void> {
  const leading = (one: Related) => one.object.name !== object.name;
  const wants = new Map<Related, Want>();
  const resolveSome = async (some: { one: Related; values: Record<string, unknown> }[]) => {
    const list = some.map(({ one, values }): Want => {
      const want = { object: one.object, values: withOwner(one.object, values, options), id: null };
      wants.set(one, want);
      return want;
    });
    for (const [name, group] of Map.groupBy(list, (want) => want.object.name)) {
      const made = await related.resolve(work, group);
      if (made) (counts.related[name] ??= { made: 0 }).made += made;
    }
  };
  // First what one field holds (the company), then the lists (people), who belong to it.
  const isList = (via: string) => fieldOf(object, via).kind === 'links';
  await resolveSome(
    pendings.flatMap((one) =>
      one.related
        .filter((other) => leading(other) && !isList(other.via))
        .map((other) => ({ one: other, values: other.values })),
    ),
  );
  for (const one of pendings) put(object, one, wants);
  await resolveSome(
    pendings.flatMap((one) =>
      one.related
        .filter((other) => leading(other) && isList(other.via))
        .map((other) => ({ one: other, values: { ...inherited(one, other), ...other.values } })),
    ),
  );
  for (const one of pendings) put(object, one, wants);
}

/** The person of a deal belongs to the deal's company, where the person's object has a field of the same name. */
function inherited(pending: Pending, related: Related): Record<string, unknown> {
  const company = pending.related.find(
    (one) => one.via !== related.via && related.object.fields[one.via]?.to === one.object.name,
  );
  const id = company && pending.values[company.via];
  return company && id ? { [company.via]: id } : {};
}

function withOwner(
  object: CatalogObject,
  values: Record<string, unknown>,
  options: ImportOptions,
): Record<string, unknown> {
  return options.owner && object.fields['owner'] && values['owner'] === undefined
    ? { ...values, owner: options.owner }
    : values;
}

/** Writes the ids that were found or made into the values. */
function put(object: CatalogObject, pending: Pending, wants: Map<Related, Want>): void {
  const values = { ...pending.values };
  for (const [via, some] of Map.groupBy(
    pending.related.filter((one) => wants.has(one)),
    (one) => one.via,
  )) {
    const ids = [...new Set(some.flatMap((one) => wants.get(one)?.id ?? []))];
    if (ids.length) values[via] = fieldOf(object, via).kind === 'links' ? ids : ids[0];
    const missing = some.some((one) => wants.get(one)?.id === null);
    const last = pending.rows.at(-1);
    if (
      missing &&
      last &&
      !last.troubles.some((one) => one.code === 'related_unknown' && one.field === via)
    )
      last.troubles.push(
        trouble(
          'warning',
          { code: 'related_unknown', message: 'The record that it names is not there' },
          { field: via },
        ),
      );
  }
  pending.values = values;
}
