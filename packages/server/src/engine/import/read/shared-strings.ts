import { refuseFile } from './refuse-file.ts';

/**
 * The texts of a workbook, which its cells name by number. Kept as bytes, not as strings: a million of them take
 * their length and four bytes each.
 */
export interface SharedStrings {
  add(text: string): void;
  get(number: number): string;
}

/** Bytes that the texts of one workbook may take in memory. */
const maxBytes = 512 << 20;

/** @throws Refusal 'invalid' `xlsx_too_big` from `add` */
export function sharedStrings(): SharedStrings {
  let bytes = Buffer.alloc(1 << 16);
  let used = 0;
  let ends = new Uint32Array(1 << 12);
  let count = 0;
  return {
    add(text) {
      const length = Buffer.byteLength(text);
      if (used + length > maxBytes) throw refuseFile('xlsx_too_big', { limit: maxBytes });
      if (used + length > bytes.length) {
        const larger = Buffer.alloc(Math.min(maxBytes, Math.max(bytes.length * 2, used + length)));
        bytes.copy(larger, 0, 0, used);
        bytes = larger;
      }
      bytes.write(text, used);
      used += length;
      if (count === ends.length) {
        const larger = new Uint32Array(ends.length * 2);
        larger.set(ends);
        ends = larger;
      }
      ends[count] = used;
      count += 1;
    },
    get(number) {
      if (!(number >= 0 && number < count)) return '';
      return bytes.toString('utf8', number === 0 ? 0 : ends[number - 1], ends[number]);
    },
  };
}
