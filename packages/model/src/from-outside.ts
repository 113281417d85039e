import type { CatalogObject } from './catalog.ts';

const kept = new Set(['link', 'links', 'user', 'audience', 'files', 'json', 'autonumber']);
const ours = new Set(['state', 'access', 'externalOrigin']);

/**
 * Is this a field that strangers fill: marketing tools that post leads? Whose a record is, how far it is, where it came
 * from and what it belongs to is not for them to say.
 */
export function comesFromOutside(object: Pick<CatalogObject, 'fields'>, name: string): boolean {
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
  return field !== undefined && !field.writtenBy && !kept.has(field.kind) && !ours.has(name);
}
