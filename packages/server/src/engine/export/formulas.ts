/**
 * Spreadsheets run cells that begin like a formula, also behind blanks, marks that are not seen, quotes and
 * separators (OWASP, CSV injection). Such a cell gets an apostrophe in front, which the import of our own files
 * takes away again. Phone numbers, plain numbers and handles (`+55 11 90000-0001`, `-5`, `@ana`) stay usable.
 */
const begin = /^[\s\p{Cc}\p{Cf}\u00a0"'`;,|]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;
const harmless = /^(?:[-+]?\d+(?:[.,]\d+)*%?|\+(?=(?:\D*\d){7})\d[\d\s()./-]*|@[\p{L}\p{N}_.]+)$/u;

/** Nearly all cells begin with a letter or a digit: those are done at a glance. */
const plainStart = (text: string): boolean => {
  const code = text.charCodeAt(0);
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    Number.isNaN(code)
  );
};

const runs = (text: string): boolean =>
  !plainStart(text) && begin.test(text) && !harmless.test(text);

/** The text as a spreadsheet may safely open it. */
export const neutralised = (text: string): string => (runs(text) ? `'${text}` : text);

/** Takes back what `neutralised` did: the same text as before, whatever it was. */
export const restored = (text: string): string =>
  text.startsWith("'") && runs(text.slice(1)) ? text.slice(1) : text;
