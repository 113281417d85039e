import { type Catalog, type CatalogObject, objectOf } from './catalog.ts';

/** Chosen among the fields by which an import recognises records: called the same, and of the same company. */
export const byTitle = 'title';

/**
 * The reference that tells records of one name apart: the company of a deal. Undefined where there is none, and a
 * name says too little.
 */
export const namesakesOf = (catalog: Catalog, object: CatalogObject): string | undefined =>
  Object.entries(object.fields).find(
    ([, { kind, to, writtenBy }]) =>
      kind === 'link' &&
      !writtenBy &&
      to !== undefined &&
      to !== '*' &&
      to !== object.name &&
      objectOf(catalog, to).place === 'main',
  )?.[0];
