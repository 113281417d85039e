import { type CatalogObject, invalid, type PageLayout, type PageLayouts } from '@relata/model';
import type { Work } from '#engine/work.ts';

/**
 * Fields that are there, each in one place; pipelines that are there, of an object that has some. What a layout has
 * named before may stay in it: a field that was removed comes back to its place.
 */
export async function demandLayouts(
  { connection, workspace }: Work,
  object: CatalogObject,
  layouts: PageLayouts,
): Promise<void> {
  const before = object.layouts ?? {};
  const known = new Set([
    ...Object.keys(object.fields),
    ...Object.values(before).flatMap(fieldsIn),
  ]);
  for (const layout of Object.values(layouts)) {
    demandOnce(layout.sections.map((one) => one.name));
    const fields = fieldsIn(layout);
    for (const name of fields)
      if (!known.has(name))
        throw invalid('layouts', 'unknown_field', `there is no field '${name}'`, { value: name });
    demandOnce(fields);
  }
  const pipelines = Object.keys(layouts).filter(
    (key) => key !== '*' && !Object.hasOwn(before, key),
  );
  if (!pipelines.length) return;
  const { rows } = await connection.query<{ id: string }>(
    'select id from pipeline where workspace_id = $1 and id = any($2::uuid[])',
    [workspace.id, pipelines],
  );
  if (!object.stages?.pipeline || rows.length < pipelines.length)
    throw invalid('layouts', 'option', 'there is no such pipeline');
}

const fieldsIn = ({ sections, hidden = [] }: PageLayout): string[] => [
  ...sections.flatMap((one) => one.fields),
  ...hidden,
];

function demandOnce(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw invalid('layouts', 'option', `'${twice}' stands there twice`, { value: twice });
}
