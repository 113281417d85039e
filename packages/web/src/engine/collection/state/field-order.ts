import type { CatalogObject } from '@relata/model';

/** Names of all fields as people look for them: the title, then as on the record's page, then what every record has. */
export function fieldsInOrder(object: CatalogObject): string[] {
  const known = ['title', ...object.sections.flatMap((section) => section.fields)];
  return [...new Set([...known, ...Object.keys(object.fields)])].filter((name) =>
    Object.hasOwn(object.fields, name),
  );
}
