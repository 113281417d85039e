import { Refusal } from '@relata/model';

/**
 * Why a file cannot be imported at all. The code is the field error of `file`: clients and translations
 * (`invalid.<code>`) hang on it.
 */
const reasons = {
  file_empty: 'The file is empty',
  file_no_rows: 'The file has column names but no rows',
  file_is_zip: 'This is a ZIP archive: unpack it and import the files inside',
  file_is_web_page: 'This is a web page, probably a sign-in page saved instead of the export',
  file_is_picture: 'This is a picture',
  file_is_pdf: 'This is a PDF: export the table as CSV or XLSX',
  file_is_old_excel:
    'This is an old or password-protected Excel file: save it as XLSX without a password, or as CSV',
  file_is_document:
    'This is a text document or an OpenDocument file: save the table as XLSX or CSV',
  file_is_calendar: 'This is a calendar, not a list of contacts',
  file_is_json: 'This is JSON: use the API, or save it as CSV',
  file_is_binary: 'This is not a table: save it as CSV or XLSX',
  too_many_columns: 'The file has too many columns',
  unknown_encoding: 'This text encoding is not known',
  xlsx_broken: 'The workbook is damaged: open it in a spreadsheet program and save it again',
  xlsx_too_big: 'The workbook unpacks to more than can be read: save it as CSV',
  xlsx_has_dtd:
    'The workbook holds a document type definition, which no spreadsheet program writes',
  xlsx_no_such_sheet: 'The workbook has no sheet of this name',
} as const satisfies Record<string, string>;

export type FileRefusal = keyof typeof reasons;

/** The whole file is refused; `values` (limits, counts) fill in the translation. */
export function refuseFile(code: FileRefusal, values?: Record<string, string | number>): Refusal {
  const message = reasons[code];
  return new Refusal('invalid', message, {
    errors: [values ? { field: 'file', code, message, values } : { field: 'file', code, message }],
  });
}
