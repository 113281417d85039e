import { dateOrderDetector, type DateOrderFound } from './date-order.ts';
import { decimalDetector, type DecimalFound } from './numbers.ts';

export interface ColumnFormat {
  dates: DateOrderFound;
  decimal: DecimalFound;
}

/**
 * Order of dates and decimal mark of columns, decided over all rows: the first ones may all be ambiguous.
 *
 * @param columns 0-based positions of the columns that hold dates or numbers
 */
export async function detectFormats(
  rows: AsyncIterable<{ cells: string[] }>,
  columns: number[],
): Promise<Map<number, ColumnFormat>> {
  const detectors = columns.map((column) => ({
    column,
    dates: dateOrderDetector(),
    decimal: decimalDetector(),
  }));
  for await (const { cells } of rows) {
    for (const { column, dates, decimal } of detectors) {
      const text = cells[column];
      if (!text) continue;
      dates.add(text);
      decimal.add(text);
    }
  }
  return new Map(
    detectors.map(({ column, dates, decimal }) => [
      column,
      { dates: dates.result(), decimal: decimal.result() },
    ]),
  );
}
