import { invalid, isId } from '@relata/model';

/** Stands for a record: `{{stage:Sales/Won}}`. */
const token = /\{\{([a-zA-Z0-9]+):([^{}]*)\}\}/g;
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

const escaped = (part: string): string =>
  part.replace(/[%/#{}]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

export const tokenOf = (object: string, parts: readonly unknown[], nth: number): string =>
  `{{${object}:${parts.map((part) => escaped(bare(String(part ?? '')))).join('/')}${nth > 1 ? `#${nth}` : ''}}}`;

/** Of a reference, the name of what it leads to. */
const bare = (part: string): string => /^\{\{[a-zA-Z0-9]+:([^{}]*)\}\}$/.exec(part)?.[1] ?? part;

/** Something that is in no file of a set-up: a person, a record, or what is gone. */
export class Foreign extends Error {}

/** With names for ids. Of members under an id that has none the rest is kept; any other such id is `Foreign`. */
export function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string')
    return value.replace(id, (found) => {
      const name = names.get(found.toLowerCase());
      if (name === undefined) throw new Foreign();
      return name;
    });
  if (Array.isArray(value)) return value.map((one) => named(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isId(key) || names.has(key.toLowerCase()))
      .map(([key, member]) => [named(key, names), named(member, names)]),
  );
}

/** Names something that is not there, or not yet. */
export class Unknown extends Error {
  missing: string;

  constructor(name: string) {
    super(name);
    this.missing = name;
  }
}

/** With ids for names. Refuses ids: those of another workspace mean nothing here. */
export function resolved(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    if (value.search(id) >= 0)
      throw invalid('file', 'set_up_id', `'${value}' is an id of another workspace`, { value });
    return value.replace(token, (found) => {
      const known = ids.get(found);
      if (known === undefined) throw new Unknown(found);
      return known;
    });
  }
  if (Array.isArray(value)) return value.map((one) => resolved(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      String(resolved(key, ids)),
      resolved(member, ids),
    ]),
  );
}

/** The same JSON, whatever the order of its members. */
export const sameJson = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other);

const inOrder = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
