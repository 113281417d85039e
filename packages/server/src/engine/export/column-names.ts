/**
 * How the columns of our own files are called: `emails.2`, `emails.2.label`, `addresses.1.city`, `value.currency`,
 * `company.name`, `people.2.emails`. Export writes these names, import reads them; nothing else knows their form.
 */
export interface ColumnName {
  field: string;
  /** Of several values or records; 1-based. */
  nth?: number;
  /** Part of a value (`label`, `currency`, `city`), or field of the record that `field` leads to. */
  part?: string;
}

export const printColumn = ({ field, nth, part }: ColumnName): string =>
  [field, ...(nth === undefined ? [] : [String(nth)]), ...(part === undefined ? [] : [part])].join(
    '.',
  );

export function parseColumn(text: string): ColumnName | null {
  const found = /^([a-zA-Z]\w*)(?:\.([1-9]\d{0,3}))?(?:\.([a-zA-Z]\w*))?$/.exec(text);
  if (!found?.[1]) return null;
  const [, field, nth, part] = found;
  return {
    field,
    ...(nth === undefined ? {} : { nth: Number(nth) }),
    ...(part === undefined ? {} : { part }),
  };
}

/** What parts the values of a list in one cell. Not `;`, which a tag may hold. */
export const listSeparator = ' ::: ';
