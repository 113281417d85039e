import type { RowProblem } from './rows.ts';

/**
 * A parser of our own, because what people import is seldom right CSV. papaparse (as fast) lets a malformed
 * quote run on to the next matching one and so takes rows along, takes one kind of line end per file, and knows
 * no line numbers. Here:
 * - a line ends with LF, CRLF or a lone CR, in any mixture;
 * - a quote in a cell that is not quoted is text; text after a closing quote, `\"` and quotes that are not
 *   doubled are read as what they were most likely meant to be, with a warning;
 * - a quote that is never closed costs its own line only: reading starts again on the next one;
 * - memory is bounded: a cell has at most 2 Mi characters, a row 16 Mi.
 */
export interface RawRow {
  line: number;
  cells: string[];
  problems?: RowProblem[];
}

export interface CsvFormat {
  delimiter: string;
  /** `''`: the file has no quoting. */
  quote: string;
  /** Number of columns once known: tells a cell with line breaks from a quote that was never closed. */
  columns?: number;
}

export interface CsvParser {
  /** Text in any pieces; `last` with the final one. Gives the rows that are complete. */
  push(text: string, last: boolean): RawRow[];
}

export const maxCell = 2 << 20;
export const maxRow = 16 << 20;

/** Returned instead of a position. */
const needMore = -1;
const unclosed = -2;
const endOfText = -3;

export function csvParser(format: CsvFormat): CsvParser {
  const { delimiter, quote } = format;
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);

  let text = '';
  let last = false;
  let line = 1;
  let discarding = false;

  let cells: string[] = [];
  let problems: RowProblem[] | undefined;
  let spansLines = false;

  const warn = (problem: RowProblem): void => {
    problems ??= [];
    if (!problems.some((known) => known.code === problem.code)) problems.push(problem);
  };

  const isEnd = (code: number): boolean =>
    code === delimiterCode || code === 10 || code === 13 || code === endOfText;

  /** Character at `at`; beyond the text `endOfText` or, if more is to come, `needMore`. */
  const codeAt = (at: number): number =>
    at < text.length ? text.charCodeAt(at) : last ? endOfText : needMore;

  /** First line end at or after `at`; the end of the text if there is none. */
  const lineEnd = (at: number): number => {
    for (let end = at; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 10 || code === 13) return end;
    }
    return text.length;
  };

  /** Start of the line after the line end at `end`. */
  const afterLineEnd = (end: number): number => {
    if (end >= text.length) return text.length;
    if (text.charCodeAt(end) === 10) return end + 1;
    if (end + 1 === text.length && !last) return needMore;
    return text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  };

  /** A line with as many delimiters as a row has, counting those between quotes or not. */
  const looksLikeRow = (from: number, to: number): boolean => {
    let all = 0;
    let outside = 0;
    let quoted = false;
    for (let at = from; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quoteCode) quoted = !quoted;
      if (code !== delimiterCode) continue;
      all += 1;
      if (!quoted) outside += 1;
    }
    const wanted = (format.columns ?? 0) - 1;
    return all === wanted || outside === wanted;
  };

  /**
   * A quoted cell went over its line, and the lines it took in look like rows: the quote was never closed.
   * `sure`: the closing quote is malformed too, so one such line is proof; else it takes several, and no other.
   */
  const swallowsRows = (from: number, to: number, sure: boolean): boolean => {
    const columns = format.columns ?? 0;
    if (columns < (sure ? 2 : 4)) return false;
    let taken = 0;
    let end = lineEnd(from);
    while (end < to) {
      const start = afterLineEnd(end);
      end = lineEnd(start);
      if (end >= to && taken > 0) break;
      if (!looksLikeRow(start, end)) return false;
      taken += 1;
      if (sure) return true;
    }
    return taken >= 2;
  };

  /** Reads the quoted cell that opens at `open`; gives the position of what ends it. */
  const readQuoted = (open: number): number => {
    let value = '';
    let piece = open + 1;
    let search = piece;
    for (;;) {
      const close = text.indexOf(quote, search);
      if (close < 0 || close - open > maxCell) {
        return last || text.length - open > maxCell ? unclosed : needMore;
      }
      const after = codeAt(close + 1);
      if (after === needMore) return needMore;
      if (after === quoteCode) {
        value += text.slice(piece, close + 1);
        piece = search = close + 2;
        continue;
      }
      if (isEnd(after)) {
        if (swallowsRows(open, close, false)) return unclosed;
        cells.push(finish(value + text.slice(piece, close)));
        return close + 1;
      }
      if (text.charCodeAt(close - 1) === 92 && close - 1 >= piece) {
        value += text.slice(piece, close - 1) + quote;
        piece = search = close + 1;
        warn(escapedByBackslash);
        continue;
      }
      if (swallowsRows(open, close, true)) return unclosed;
      // What comes first on this line: a quote that ends the cell, or the end of the cell without one?
      let next = close + 1;
      while (
        next < text.length &&
        text.charCodeAt(next) !== quoteCode &&
        !isEnd(text.charCodeAt(next))
      )
        next += 1;
      if (codeAt(next) === needMore) return needMore;
      if (codeAt(next) === quoteCode) {
        const follows = codeAt(next + 1);
        search = isEnd(follows) || follows === needMore ? next : next + 1;
        warn(quoteInside);
        continue;
      }
      const rest = text.slice(close + 1, next);
      if (rest.trim() !== '') warn(textAfterQuote);
      cells.push(finish(value + text.slice(piece, close) + rest.trimEnd()));
      return next;
    }
  };

  const finish = (value: string): string => {
    if (value.includes('\n') || value.includes('\r')) spansLines = true;
    return value;
  };

  /** The cell at `at` opens a quote that never closes: its line is split as it stands. */
  const giveUpLine = (at: number): number => {
    const end = lineEnd(at);
    const next = afterLineEnd(end);
    if (next === needMore) return needMore;
    const cut = last && end === text.length;
    const raw = text.slice(at, Math.min(end, at + maxCell));
    cells.push(...raw.split(delimiter).map((cell) => cell.replaceAll(quote, '')));
    problems = [cut ? cutOff : neverClosed];
    return next;
  };

  /** `a, "b"`: blanks before an opening quote are no part of the cell. */
  const beforeQuote = (at: number): number => {
    let next = at;
    while (text.charCodeAt(next) === 32) next += 1;
    return text.charCodeAt(next) === quoteCode && delimiterCode !== 32 ? next : at;
  };

  /** Reads the row at `start`; gives the start of the next one. */
  const readRow = (start: number): number => {
    cells = [];
    problems = undefined;
    spansLines = false;
    let at = start;
    for (;;) {
      if (at >= text.length) {
        if (!last) return needMore;
        cells.push('');
        return at;
      }
      if (quoteCode >= 0 && text.charCodeAt(at) === 32) at = beforeQuote(at);
      if (text.charCodeAt(at) === quoteCode) {
        const end = readQuoted(at);
        if (end === unclosed) return giveUpLine(at);
        if (end === needMore) return needMore;
        at = end;
      } else {
        let end = at;
        let code = 0;
        while (end < text.length) {
          code = text.charCodeAt(end);
          if (code === delimiterCode || code === 10 || code === 13) break;
          end += 1;
        }
        if (end === text.length && !last) return needMore;
        cells.push(text.slice(at, end));
        at = end;
      }
      const code = codeAt(at);
      if (code === delimiterCode) {
        at += 1;
        continue;
      }
      return afterLineEnd(at);
    }
  };

  const tooLong = (): RawRow => ({
    line,
    cells: [text.slice(0, 200)],
    problems: [
      {
        code: 'row_too_long',
        severity: 'error',
        message: `The line has more than ${maxRow} characters`,
        values: { limit: maxRow },
      },
    ],
  });

  /** Leaves out what remains of an overlong line. */
  const discard = (from: number): number => {
    const end = lineEnd(from);
    const next = end === text.length ? needMore : afterLineEnd(end);
    if (next === needMore) return text.length;
    discarding = false;
    line += 1;
    return next;
  };

  return {
    push(more, isLast) {
      text = text === '' ? more : text + more;
      last = isLast;
      const rows: RawRow[] = [];
      let at = 0;
      while (at < text.length) {
        if (discarding) {
          at = discard(at);
          continue;
        }
        const next = readRow(at);
        if (next === needMore) break;
        rows.push(problems ? { line, cells, problems } : { line, cells });
        line += spansLines ? countLines(text, at, next) : 1;
        at = next;
      }
      text = at === 0 ? text : text.slice(at);
      if (text.length > maxRow && !last) {
        rows.push(tooLong());
        discarding = true;
        text = '';
      }
      return rows;
    },
  };
}

const textAfterQuote: RowProblem = {
  code: 'text_after_quote',
  severity: 'warning',
  message: 'Text after a closing quote was kept as part of the cell',
};
const quoteInside: RowProblem = {
  code: 'quote_inside',
  severity: 'warning',
  message: 'A quote inside a quoted cell was not doubled; it was kept as text',
};
const escapedByBackslash: RowProblem = {
  code: 'quote_escaped_by_backslash',
  severity: 'warning',
  message: 'A quote escaped by a backslash was read as a quote',
};
const neverClosed: RowProblem = {
  code: 'quote_not_closed',
  severity: 'error',
  message: 'A quote is opened on this line and never closed',
};
const cutOff: RowProblem = {
  code: 'file_cut_off',
  severity: 'error',
  message: 'The file ends in the middle of this row',
};

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lines += 1;
  }
  return lines;
}
