import type { CatalogObject } from '@relata/model';

/** Something in it makes columns: a stage, an option, or when something is next to do. */
export const hasBoard = (object: CatalogObject): boolean =>
  object.board !== undefined || object.timeline;
