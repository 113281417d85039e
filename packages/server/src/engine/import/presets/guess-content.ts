import { isEmail } from '../values/emails.ts';
import { parsePhones } from '../values/phones.ts';
import { cleanText, parseUrl } from '../values/text.ts';
import type { ColumnMapping } from './mapping.ts';

const tests: { field: string; is: (text: string) => boolean }[] = [
  { field: 'emails', is: (text) => isEmail(text.replace(/^mailto:/i, '')) },
  {
    field: 'urls',
    is: (text) => /^(https?:\/\/|www\.)/i.test(text) && parseUrl(text) !== undefined,
  },
  {
    field: 'phones',
    is: (text) =>
      /^[+\d(][\d\s().+/-]{6,}\d$/.test(text) &&
      !/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(text) &&
      isPhone(text),
  },
];

function isPhone(text: string): boolean {
  return /[\s+()-]/.test(text) && parsePhones(text, 'BR').warnings.length === 0;
}

/** Words in letters, as names of people and companies are. */
const words = /^\p{Lu}[\p{L}\p{M}'’.-]*( [\p{L}\p{M}\d'’.&-]+){1,5}$/u;

/**
 * Guesses what columns hold whose names say nothing (`Column 3`), from their cells: e-mail addresses, web addresses,
 * phone numbers, and for a file without any name, names.
 */
export function guessByContent(
  header: string[],
  rows: string[][],
  mapped: ColumnMapping[],
  object: string,
): ColumnMapping[] {
  const free = header
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => !mapped.some((entry) => entry.column === column));
  const guessed: ColumnMapping[] = [];
  for (const { column, at } of free) {
    const cells = rows.map((row) => cleanText(row[at] ?? '')).filter((cell) => cell !== '');
    const test = tests.find(({ is }) => share(cells, is) >= 0.6);
    if (!test) continue;
    const field = object === 'deal' ? `people.${test.field}` : test.field;
    // A single phone column in a list of deals may be anything; a web address there belongs to nobody in particular.
    if (field === 'people.urls') continue;
    guessed.push({ column, field });
  }
  if (mapped.some(({ field }) => /^(name|firstName|lastName)$/.test(field))) return guessed;
  const name = free.find(({ column, at }) => {
    const cells = rows.map((row) => cleanText(row[at] ?? '')).filter((cell) => cell !== '');
    return /^Column \d+$/.test(column) && share(cells, (cell) => words.test(cell)) >= 0.6;
  });
  return name ? [{ column: name.column, field: 'name' }, ...guessed] : guessed;
}

function share(cells: string[], is: (text: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
}
