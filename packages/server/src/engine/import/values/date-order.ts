import { dateShape, isDate } from './date-shape.ts';
import type { DateOrder } from './parsed.ts';

/**
 * What the dates of a column say about their order. `ambiguous`: every date reads both ways, so somebody has to say;
 * `contradicting`: some read only one way, some only the other.
 */
export type DateOrderFound = DateOrder | 'ambiguous' | 'contradicting' | 'none';

/** Collects evidence over a whole column: one 25/12 in the last row settles what the first thousand left open. */
export function dateOrderDetector(): { add(text: string): void; result(): DateOrderFound } {
  const seen = { dayFirst: 0, monthFirst: 0, either: 0, yearFirst: 0, same: 0 };
  return {
    add(text) {
      if (text.trim() === '') return;
      const shape = dateShape(text);
      if (shape?.kind === 'ymd' || shape?.kind === 'yearless') seen.yearFirst += 1;
      if (shape?.kind !== 'open') return;
      const dayFirst = isDate(shape.year, shape.second, shape.first);
      const monthFirst = isDate(shape.year, shape.first, shape.second);
      if (dayFirst && (shape.dotted || !monthFirst)) seen.dayFirst += 1;
      else if (monthFirst && !dayFirst) seen.monthFirst += 1;
      else if (dayFirst && shape.first === shape.second) seen.same += 1;
      else if (dayFirst) seen.either += 1;
    },
    result() {
      if (seen.dayFirst > 0 && seen.monthFirst > 0) return 'contradicting';
      if (seen.dayFirst > 0) return 'DMY';
      if (seen.monthFirst > 0) return 'MDY';
      if (seen.either > 0) return 'ambiguous';
      if (seen.yearFirst > 0) return 'YMD';
      return seen.same > 0 ? 'ambiguous' : 'none';
    },
  };
}

export function detectDateOrder(samples: Iterable<string>): DateOrderFound {
  const detector = dateOrderDetector();
  for (const text of samples) detector.add(text);
  return detector.result();
}
