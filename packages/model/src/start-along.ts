import type { CatalogObject } from './catalog.ts';

/**
 * With what a record begins that is made along with another one: a company while a lead is qualified, a file imported,
 * a deal filled in (EP-SET-30, EP-SET-38). What is known of it comes before.
 */
export const startAlong = (object: CatalogObject): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object.fields).flatMap(([name, { defaultAlong, writtenBy }]) =>
      defaultAlong && !writtenBy ? [[name, defaultAlong.value]] : [],
    ),
  );
