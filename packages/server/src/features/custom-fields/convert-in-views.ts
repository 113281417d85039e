import { type Catalog, type CatalogObject, convertValue, type Field } from '@relata/model';
import type { Work } from '#engine/work.ts';
import { fieldAt, followInViews, isFilter } from '#features/views/index.ts';

/**
 * What saved views ask of a field that has another kind is put in terms of that kind: `'12'` becomes `12`. A condition
 * that says nothing there stays, so that whoever opens the view is told, rather than shown what nobody asked for.
 *
 * @param field as it is from now on
 */
export async function convertInViews(
  work: Work,
  object: CatalogObject,
  name: string,
  field: Field,
): Promise<void> {
  const after = withField(work.catalog, object, name, field);
  const fits = (operator: string, value: unknown) =>
    isFilter({ [name]: { [operator]: value } }, object.name, after);
  const converted = (value: unknown): unknown => {
    const made = convertValue(value, field, work.workspace.currency);
    return typeof made === 'object' && made !== null && 'amount' in made ? made.amount : made;
  };
  await followInViews(
    { ...work, catalog: after, seen: withField(work.seen, object, name, field) },
    {
      mark: `${name}"`,
      asks(of, path) {
        const place = fieldAt(after, of, path);
        return place?.object === object.name && place.name === name;
      },
      operand(operator, value) {
        const wanted = Array.isArray(value) ? value.map(converted) : converted(value);
        return fits(operator, wanted) ? wanted : value;
      },
    },
  );
}

const withField = <C extends Catalog>(
  catalog: C,
  object: CatalogObject,
  name: string,
  field: Field,
): C => ({
  ...catalog,
  objects: {
    ...catalog.objects,
    [object.name]: { ...object, fields: { ...object.fields, [name]: field } },
  },
});
