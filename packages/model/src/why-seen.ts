import type { CatalogObject } from './catalog.ts';

/**
 * Why a field can be kept from nobody: records are called by it; it decides who sees them; something else that everybody
 * sees says the same, so that hiding it would only look like hiding; or nothing works without it.
 */
export type WhySeen = 'names_records' | 'decides_rights' | 'told_anyway' | 'must_be_seen';

/** The id of a record holds the moment in which it was made (RFC 9562), its history those of its changes. */
const toldAnyway = new Set(['id', 'version', 'createdAt', 'updatedAt']);
const rightsGoBy = new Set(['owner', 'access', 'accessList']);
/** Filled by the engine, and yet nothing hangs on their being shown. */
const makers = new Set(['createdBy', 'updatedBy']);

export function whySeen(object: CatalogObject, name: string): WhySeen | null {
  const field = object.fields[name];
  if (!field) return 'must_be_seen';
  if (name === 'title' || object.title.includes(name)) return 'names_records';
  // What has no owner belongs to whoever made it.
  if (rightsGoBy.has(name) || (name === 'createdBy' && !object.fields['owner']))
    return 'decides_rights';
  if (toldAnyway.has(name)) return 'told_anyway';
  if (makers.has(name)) return null;
  const isFilled = field.writtenBy === 'system' && !field.formula;
  return field.required === true || isFilled ? 'must_be_seen' : null;
}

/** Can the field be kept from nobody? */
export const mustBeSeen = (object: CatalogObject, name: string): boolean =>
  whySeen(object, name) !== null;

/**
 * Why a field of ours may not be shown under a condition only: without it there would be records that nobody could name
 * or save (EP-ACC-06). Of several that make a title one is enough.
 */
export function mustBeShown(object: CatalogObject, name: string): boolean {
  const field = object.fields[name];
  if (!field || field.custom) return false;
  if (field.required && !field.writtenBy) return true;
  const others = object.title.filter((part) => part !== name);
  const isNamedBy = object.title.includes(name) && !object.titleElse?.length;
  return isNamedBy && others.every((part) => object.fields[part]?.showWhen);
}
