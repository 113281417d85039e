import type { Catalog } from './catalog.ts';

/** Records that belong together: the one to which a link leads, and all that lead to it. A company and its people. */
export interface Group {
  leader: string;
  members: string;
  /** The field of the members. */
  link: string;
  /** Changed in one of them, they may be changed in all (OO-CON-17). */
  fields: readonly string[];
}

/** The groups in which records of an object may be, as leader or as member. */
export const groupsOf = (catalog: Catalog, name: string): Group[] =>
  Object.values(catalog.objects).flatMap((holder) =>
    Object.entries(holder.fields).flatMap(([link, { to, shares }]) =>
      shares && to && (holder.name === name || to === name)
        ? [{ leader: to, members: holder.name, link, fields: shares }]
        : [],
    ),
  );
