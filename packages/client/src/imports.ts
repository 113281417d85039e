import type { ColumnMapping, DateOrder, DecimalMark } from '@relata/model';

export type { ColumnMapping, DateOrder, DecimalMark };

export interface ImportOptions {
  delimiter?: string;
  /** `''` for a file without quoting. */
  quote?: string;
  encoding?: string;
  /** The line of the column names; false where there is none. */
  header?: number | boolean;
  /** Of a workbook. */
  sheet?: string;
  /** What happens to a row whose record is there already. */
  duplicates: 'skip' | 'update' | 'make';
  /** Fields by which a record is recognised, the surest first. */
  match: string[];
  dates?: DateOrder;
  decimal?: DecimalMark;
  /** ISO 4217, of amounts that name none. */
  currency?: string;
  /** ISO 3166-1 alpha-2, of phone numbers without calling code. */
  country?: string;
  tags?: string[];
  /** Id of the user who owns new records. */
  owner?: string;
  /** Values of fields that rows leave open: the pipeline of deals. */
  defaults?: Record<string, unknown>;
  /** Makes stages, pipelines and reasons that are missing. */
  createOptions?: boolean;
  /** Two rows with one address under different first names: one person or two. */
  sharedEmails?: 'same' | 'apart';
  /** The column that tells what object a row is; null where that is not to be followed. */
  objectBy?: { column: string; values: Record<string, string> } | null;
}

export interface ImportProblem {
  level: 'error' | 'warning';
  code: string;
  /** In the language of whoever asks. */
  message: string;
  /** As the mapping writes it. */
  field?: string;
  column?: string;
}

/** A real row of the file as it would be imported. */
export interface ImportPreviewRow {
  /** Line of the file. */
  line: number;
  object: string;
  /** By path: `emails`, `company.name`. */
  values: Record<string, unknown>;
  problems: ImportProblem[];
  /** `match`: it is there already; `ignore`: it is no data. */
  outcome: 'make' | 'match' | 'refuse' | 'ignore';
  /** The record that is there, or the line of the file that it doubles. */
  match?: { id: string | null; title: string; line?: number };
}

/** Something that the file leaves open. */
export interface ImportQuestion {
  kind: 'dates' | 'decimal' | 'encoding' | 'sharedEmails';
  /** The whole file where it is left out. */
  column?: string;
  options: { value: string; example?: string }[];
  /** The import does not start before it is answered. */
  required: boolean;
}

/** A name that is not known here, with the number of its rows. */
export interface UnknownName {
  code: string;
  column: string;
  text: string;
  rows: number;
}

export interface ImportCounts {
  made: number;
  changed: number;
  /** There already. */
  skipped: number;
  refused: number;
}

export interface ImportResult extends ImportCounts {
  /** Lines that are no data. */
  ignored: number;
  warnings: number;
  /** By object, where the file holds several. */
  objects: Record<string, ImportCounts>;
  /** Records made because rows lead to them: companies of people. */
  related: Record<string, { made: number }>;
}

export interface ImportColumn {
  name: string;
  samples: string[];
  /** Of columns that choose from a list: their texts with the number of rows, the most frequent first. */
  values?: { text: string; rows: number }[];
}

/** A file that is being imported, from the upload to the result. */
export interface ImportRun {
  id: string;
  status: 'draft' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone';
  fileName: string;
  fileSize: number;
  kind: 'csv' | 'xlsx' | 'vcard';
  object: string;
  columns: ImportColumn[];
  mapping: ColumnMapping[];
  options: ImportOptions;
  /** Which program wrote the file, where that is recognised: `google`. */
  preset: string | null;
  /** Other readings of the text worth offering, each with a piece of it. */
  encodings: { encoding: string; example: string }[];
  sheets: string[];
  rows: number;
  preview: ImportPreviewRow[];
  questions: ImportQuestion[];
  unknown: UnknownName[];
  /** Of the file as a whole. */
  problems: { code: string; message: string; line?: number }[];
  progress: { done: number; total: number; rowsPerSecond: number };
  /** Null until it has started. */
  result: ImportResult | null;
  /** What undoes it. */
  batch: string | null;
  /** Id of the work in the background. */
  work: string | null;
  createdAt: string;
}

/** What is left out stays as it is; of the options each by itself. */
export interface ImportChanges {
  object?: string;
  mapping?: ColumnMapping[];
  options?: Partial<ImportOptions>;
}
