import type { DateOrder, DecimalMark } from '@relata/client';

/** A cell of the file, and what it would be read as: an ISO date, or a plain decimal. */
export interface Example {
  text: string;
  read: string;
}

const dateLike = /(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})/;

/** The first cell that an order can be shown with: best one that reads differently in the other order. */
export function dateExample(samples: readonly string[], order: DateOrder): Example | null {
  const readable = samples.flatMap((text): Example[] => {
    const read = readDate(text, order);
    return read ? [{ text, read }] : [];
  });
  const other = order === 'MDY' ? 'DMY' : 'MDY';
  return readable.find(({ text, read }) => readDate(text, other) !== read) ?? readable[0] ?? null;
}

function readDate(text: string, order: DateOrder): string | null {
  const found = dateLike.exec(text);
  if (!found) return null;
  const [, first = '', second = '', third = ''] = found;
  const [day, month, year] = {
    DMY: [first, second, third],
    MDY: [second, first, third],
    YMD: [third, second, first],
  }[order];
  if (!day || !month || !year || day.length > 2 || year.length === 3) return null;
  const full = year.length <= 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10);
}

/** The first cell with a mark that means something else in the other notation. */
export function decimalExample(samples: readonly string[], decimal: DecimalMark): Example | null {
  for (const text of samples) {
    const digits = /\d[\d.,]*/.exec(text)?.[0];
    if (!digits || !/[.,]/.test(digits)) continue;
    const grouping = decimal === ',' ? '.' : ',';
    const plain = digits.replaceAll(grouping, '').replace(decimal, '.');
    if (/^\d+(\.\d+)?$/.test(plain)) return { text, read: plain };
  }
  return null;
}
