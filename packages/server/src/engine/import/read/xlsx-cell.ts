import { unescapeXml } from './xml.ts';

/** How a number format shows a number: as it is, or as a moment. */
export type NumberFormat = 'number' | 'date' | 'time';

/** The formats that a workbook need not define (ECMA-376 18.8.30, with the East Asian dates). */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

/** Format of a code such as `dd/mm/yyyy` or `#,##0.00\ "€"`: quoted and escaped text and `[Red]` do not count. */
export function customFormat(code: string): NumberFormat {
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/general|[#0?]/.test(bare.replace(/[hs][:.]*0+/g, ''))) return 'number';
  if (/[dy]|mmm/.test(bare)) return 'date';
  if (/[hs]/.test(bare)) return 'time';
  return bare.includes('m') ? 'date' : 'number';
}

/**
 * The text of a number: a phone or tax number that was typed into a numeric cell gets all its digits, never an
 * exponent; binary noise beyond the 15 digits that spreadsheets keep is rounded away.
 */
export function numberText(raw: string): string {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (/^-?\d+$/.test(raw)) return raw;
  return plain(Number(value.toPrecision(15)));
}

function plain(value: number): string {
  const text = String(value);
  const found = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!found) return text;
  const [, sign = '', whole = '', fraction = '', power = '0'] = found;
  const digits = whole + fraction;
  const shift = Number(power);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`;
  return (
    sign +
    (fraction.length <= shift
      ? digits.padEnd(shift + 1, '0')
      : `${digits.slice(0, shift + 1)}.${digits.slice(shift + 1)}`)
  );
}

const day = 86_400_000;

/**
 * A day number as ISO text: `2024-05-27`, `2024-05-27T11:19:34` or `11:19:34`. Numbers below 61 are off by one,
 * because Excel believes in 29 February 1900 (60, which gives undefined).
 */
export function momentText(
  raw: string,
  format: NumberFormat,
  date1904: boolean,
): string | undefined {
  const serial = Number(raw);
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return undefined;
  const seconds = Math.round((serial % 1) * 86_400);
  if (format === 'time' && serial < 1) return clock(seconds % 86_400);
  const days = Math.floor(serial);
  if (days === 60 && !date1904) return undefined;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const text = new Date(epoch + days * day + seconds * 1000).toISOString();
  return seconds === 0 ? text.slice(0, 10) : text.slice(0, 19);
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function cellText(text: string): string {
  const plainText = unescapeXml(text);
  return plainText.includes('_x')
    ? plainText.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : plainText;
}

/** 0-based column of a reference such as `AB12`; -1 without one. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const char of reference) {
    const code = char.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
