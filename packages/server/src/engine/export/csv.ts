/** One line of CSV (RFC 4180): quoted where it must be, ended by CRLF. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  let line = '';
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? '';
    if (at > 0) line += delimiter;
    line += needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return `${line}\r\n`;
}

/** Blanks at the ends would be lost in some programs, a lone quote starts one. */
function needsQuotes(cell: string, delimiter: string): boolean {
  if (cell === '') return false;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  if (first <= 32 || last <= 32) return true;
  return (
    cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') || cell.includes('\r')
  );
}

/** By this spreadsheet programs know that the text is UTF-8. */
export const byteOrderMark = '\ufeff';
