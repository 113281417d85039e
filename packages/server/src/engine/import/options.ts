import type { ReadOptions } from './read/index.ts';
import type { DateOrder, DecimalMark } from './values/index.ts';

/** What somebody chose about an import, beside the mapping of columns. */
export interface ImportOptions extends ReadOptions {
  /** What happens to a row whose record is there already. */
  duplicates: 'skip' | 'update' | 'make';
  /** Fields by which a record is recognised, the surest first: `externalId`, `code`, `emails`, `phones`, `domain`, `name`. */
  match: string[];
  /** For columns that do not settle it themselves, unless their entry of the mapping says more exactly. */
  dates?: DateOrder;
  decimal?: DecimalMark;
  /** ISO 4217; of amounts that name none. The workspace's where it is left out. */
  currency?: string;
  /** ISO 3166-1 alpha-2; of phone numbers without calling code. */
  country?: string;
  /** Given to every row's record. */
  tags?: string[];
  /** Id of the user who owns new records whose row names nobody known. The importing person where it is left out. */
  owner?: string;
  /** Values of fields of new records that their rows leave open: the pipeline of deals. */
  defaults?: Record<string, unknown>;
  /** Makes the stages, pipelines and reasons that are missing here. */
  createOptions?: boolean;
  /** Two rows of one address under different first names: one person, as the address says, or two. */
  sharedEmails?: 'same' | 'apart';
  /** The column that tells what object a row is; null where the file's own is not to be followed. */
  objectBy?: { column: string; values: Record<string, string> } | null;
}

export const usualOptions = {
  duplicates: 'skip',
  match: [],
} as const satisfies Partial<ImportOptions>;
