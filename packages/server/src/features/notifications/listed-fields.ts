import { type CatalogObject, kinds } from '@relata/model';
import { list } from '#engine/records/list.ts';
import { fieldLabel, languageNamed, optionLabel } from '#engine/wording.ts';
import type { Work } from '#engine/work.ts';

/** A field and what is in it, in words. */
export interface Listed {
  label: string;
  value: string;
}

interface Row {
  id: string;
  object: string | null;
  record_id: string | null;
  data: Record<string, unknown>;
}

/**
 * Of notifications that name fields of their record, these as they are now, by id. They are read with the rights of
 * whoever reads, so nothing is kept beside the record that it may lose: by an edit, by being anonymised.
 */
export async function listedFields(work: Work, rows: Row[]): Promise<Map<string, Listed[]>> {
  const found = new Map<string, Listed[]>();
  const listing = rows.filter((row) => row.record_id !== null && namesIn(row).length > 0);
  for (const [name, about] of Map.groupBy(listing, (row) => row.object ?? '')) {
    const object = work.seen.objects[name];
    if (!object) continue;
    const seen = (row: Row) => namesIn(row).filter((one) => Object.hasOwn(object.fields, one));
    const page = await list(work, name, {
      filter: { id: { in: [...new Set(about.map((row) => row.record_id))] } },
      fields: [...new Set(about.flatMap(seen))].join(),
      limit: about.length,
      total: 'none',
    });
    const records = new Map(
      page.rows.map((row) => {
        const record = JSON.parse(row) as Record<string, unknown> & { id: string };
        return [record.id, record];
      }),
    );
    for (const row of about) {
      const record = records.get(row.record_id ?? '');
      if (!record) continue;
      const language = languageNamed(work.actor.language);
      found.set(
        row.id,
        seen(row).flatMap((one) => {
          const value = printed(work, object, one, record[one]);
          return value ? [{ label: fieldLabel(object, one, language), value }] : [];
        }),
      );
    }
  }
  return found;
}

const namesIn = ({ data }: Row): string[] =>
  Array.isArray(data['fields']) ? data['fields'].map(String) : [];

function printed({ actor }: Work, object: CatalogObject, name: string, value: unknown): string {
  const field = object.fields[name];
  if (!field || value === null || value === undefined || value === false) return '';
  const language = languageNamed(actor.language);
  return kinds[field.kind].print(value, field, {
    locale: actor.locale,
    timeZone: actor.timeZone,
    option: (one) => optionLabel(object, name, one, language) ?? one,
    yes: '✓',
    no: '',
  });
}
