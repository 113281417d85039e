/** How the numbers of a date stand in a column. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD';

export type DecimalMark = ',' | '.';

/** What one column of a file becomes. Several entries may name the same column, and several columns the same field. */
export interface ColumnMapping {
  /** Name of the column, as in `OpenedFile.header`. */
  column: string;
  /**
   * API name of the field; of a related record with its path: `company.name`, `people.emails`, `parent.externalId`.
   * `name` of a person is a full name, to be taken apart.
   */
  field: string;
  /** Only rows of this object use the entry, where `objectBy` tells them apart. */
  object?: string;
  /**
   * Kind of an e-mail address, phone number, web or postal address: `work`, `home`, `mobile`, `fax` … The parts of an
   * address with the same label belong together.
   */
  label?: string;
  /** Which of several records that a row leads to: `people.name` of the second person. The first where it is missing. */
  nth?: number;
  /** Another column that holds the label, row by row (see `readLabel`); `label` then only tells addresses apart. */
  labelColumn?: string;
  /**
   * The column is a part of the value: of the address with this label (two columns of one part are joined by a
   * comma), or the currency of an amount.
   */
  part?: 'street' | 'city' | 'region' | 'postalCode' | 'country' | 'currency';
  /** What separates several values in a cell. */
  split?: string;
  /** Where the cells of the column do not settle it themselves. */
  dates?: DateOrder;
  decimal?: DecimalMark;
  /** Currency of amounts that name none (ISO 4217). */
  currency?: string;
  /** Text of the cell (case ignored) → value. Look up own properties only: the keys come from us, the text does not. */
  values?: Record<string, string>;
  /** For texts that `values` does not list; without it they are taken as they are. */
  otherwise?: string;
  /** Texts that stand for nothing: `[not provided]`. */
  empty?: string[];
  /** A zero date (`00/00/0000`) in this column is a mistake, not an empty date. */
  zeroDates?: 'refuse';
}
