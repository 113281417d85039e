/** One row of an imported file, as text; what the text means is decided in `../values`. */
export interface ImportRow {
  /** 1-based number among the data rows (blank and header lines do not count): where a run can start again. */
  row: number;
  /** 1-based physical line where the row starts (sheet row for XLSX, line of `BEGIN:VCARD` for vCard). */
  line: number;
  /** At least as long as the header: missing cells are `''`; surplus cells that hold something are kept at the end. */
  cells: string[];
  problems?: RowProblem[];
}

/**
 * - `error`: the row cannot be imported; its neighbours can.
 * - `warning`: import it, and say so.
 * - `skip`: it is no data (a total, a report's footer); do not import it, and say so.
 */
export type Severity = 'error' | 'warning' | 'skip';

/** `code` names a translation `import.<code>`, `values` fill it in; `message` is its English. */
export interface RowProblem {
  code: string;
  severity: Severity;
  message: string;
  /** 0-based index of the cell, where it is about one. */
  column?: number;
  values?: Record<string, string | number>;
}

/** Something about the file as a whole that the importing person should know before the start. */
export interface FileProblem {
  code: string;
  message: string;
  line?: number;
  values?: Record<string, string | number>;
}

/** What may be chosen instead of what was detected. */
export interface ReadOptions {
  delimiter?: string;
  /** `"` or `'`; `''` for a file without quoting. */
  quote?: string;
  /** Any name that iconv-lite knows. */
  encoding?: string;
  /** The line of the column names; `true` looks for it, `false` says that there is none. */
  header?: boolean | number;
  /** Name of the sheet of a workbook; the first visible one otherwise. */
  sheet?: string;
}

export type FileKind = 'csv' | 'xlsx' | 'vcard';

/** The options in effect, after detection. */
export interface UsedOptions {
  delimiter?: string;
  quote?: string;
  encoding?: string;
  header: number | false;
  sheet?: string;
}

export interface EncodingChoice {
  encoding: string;
  /** A piece of this file with letters outside ASCII, read in this encoding. */
  example: string;
}

export interface OpenedFile {
  kind: FileKind;
  /** Names of the columns, every one different, none empty. */
  header: string[];
  /** The first rows, for the preview and for guessing what the columns hold. */
  sample: ImportRow[];
  options: UsedOptions;
  /** Other readings worth offering. */
  encodings: EncodingChoice[];
  /** Another of them is nearly as likely. */
  encodingUnsure?: boolean;
  sheets: string[];
  /** Physical lines of a CSV file (an upper bound of its rows), sheet rows if the workbook says so, else 0. */
  lines: number;
  /** Set where the file itself fixes how numbers are written (numeric cells of a workbook). */
  decimal?: '.';
  problems: FileProblem[];
  /** Streams all rows, from data row `from` (1) on, in constant memory; may be called again and again. */
  rows(from?: number): AsyncGenerator<ImportRow, void, undefined>;
}

/** Rows of the preview. */
export const sampleSize = 200;

/** More columns than this are no table that anybody can map. */
export const maxColumns = 2000;
