import { type CatalogObject, invalid, type Refusal } from '@relata/model';
import { constraintOf } from '../../platform/database-errors.ts';
import { snake } from '../tables/table.ts';

/** Name of the index that keeps a field unique among live records. */
export const uniqueName = (object: Pick<CatalogObject, 'name'>, field: string): string =>
  `${snake(object.name)}_${snake(field)}_unique`;

/** Runs a write; a broken uniqueness becomes a refusal that names the field. */
export async function asTaken<T>(object: CatalogObject, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw takenField(object, error) ?? error;
  }
}

function takenField(object: CatalogObject, error: unknown): Refusal | undefined {
  const constraint = constraintOf(error);
  if (!constraint) return undefined;
  for (const [name, field] of Object.entries(object.fields))
    if ((field.unique || field.uniqueWithin) && constraint === uniqueName(object, name))
      return invalid(name, 'taken', 'another record has this already');
  return undefined;
}
