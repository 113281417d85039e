import { type CatalogObject, fieldOf, objectOf, type Place } from '@relata/model';
import { scalarOf, tableOf } from '../tables/table.ts';
import { languageNamed, optionLabel } from '../wording.ts';
import type { Work } from '../work.ts';

/** A stage, where it lies, and what it is called. */
export interface Stop extends Place {
  stage: string;
  title: string;
}

/** Where a record is on its way; nowhere, of an object without stages. */
export function placeIn(object: CatalogObject, valueOf: (field: string) => unknown): Place {
  const at = (field: string | undefined) => {
    const value = field === undefined ? null : valueOf(field);
    return typeof value === 'string' ? value : null;
  };
  return { pipeline: at(object.stages?.pipeline), stage: at(object.stages?.stage) };
}

/** All stages that records of the object pass through, in their order: records of a list, or the options of a choice. */
export async function stopsOf(work: Work, object: CatalogObject): Promise<Stop[]> {
  const way = object.stages;
  if (!way) return [];
  const field = fieldOf(object, way.stage);
  if (field.kind === 'select') {
    const language = languageNamed(work.actor.language);
    return (field.options ?? []).map(({ value }) => ({
      pipeline: null,
      stage: value,
      title: optionLabel(object, way.stage, value, language) ?? value,
    }));
  }
  const target = objectOf(work.catalog, field.to ?? '');
  const parent = field.of ? scalarOf('t', field.of, fieldOf(target, field.of)) : 'null';
  const order = target.fields['position'] ? '"position", title' : 'title';
  const { rows } = await work.connection.query<Stop>(
    `select t.id as stage, t.title, ${parent} as pipeline from ${tableOf(target)} t where t.workspace_id = $1 and t.deleted_at is null order by ${order}, t.id`,
    [work.workspace.id],
  );
  return rows;
}
