import type { ColumnMapping } from '@relata/model';

export type { ColumnMapping };

export interface MappingSuggestion {
  /** Which program wrote the file, where that is recognised. */
  preset?: string;
  /** What the rows are; with `objectBy`, those whose cell says nothing else. */
  object: string;
  mapping: ColumnMapping[];
  /** The file holds several objects: this column says which a row is (case ignored). */
  objectBy?: { column: string; values: Record<string, string> };
  options: {
    /** Fields by which existing records are recognised, the surest first; those that an object lacks do not count. */
    match: string[];
    /** Country of phone numbers without country code, where the program is sold in one country only. */
    country?: string;
  };
}
