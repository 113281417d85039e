import iconv from 'iconv-lite';

import { isUtf8 } from './encoding.ts';

/** Turns the bytes of a file into text, piece by piece; `end` gives what is left. */
export interface Decoder {
  write(bytes: Buffer): string;
  end(): string;
}

/**
 * Bytes that are no UTF-8 come out as private characters U+F780 … U+F7FF, so that the row they are in can be
 * named and repaired (`repairForeignBytes`) while the rest of the file is read as what it is.
 */
const foreign = /[\uf780-\uf7ff]/;
const foreignAll = /[\uf780-\uf7ff]/g;

/** Byte order marks are left out, however many there are. */
export function decoder(encoding: string): Decoder {
  const inner = isUtf8(encoding) ? utf8Decoder() : iconv.getDecoder(encoding, { stripBOM: false });
  let started = false;
  const withoutMark = (text: string): string => {
    if (started || text === '') return text;
    const rest = text
      .replace(/^\ufeff+/, '')
      .replace(/^(\uf7ef\uf7bb\uf7bf)+/, '')
      .replace(/^(ï»¿)+/, '');
    started = rest !== '';
    return rest;
  };
  return {
    write: (bytes) => withoutMark(inner.write(bytes)),
    end: () => withoutMark(inner.end() ?? ''),
  };
}

export function hasForeignBytes(text: string): boolean {
  return foreign.test(text);
}

/** Reads the marked bytes as windows-1252, which is what pasted-in pieces of older exports are. */
export function repairForeignBytes(text: string): string {
  return text.replace(foreignAll, (mark) =>
    iconv.decode(Buffer.from([mark.charCodeAt(0) - 0xf700]), 'windows-1252'),
  );
}

function utf8Decoder(): Decoder {
  let carried = Buffer.alloc(0);
  return {
    write(bytes) {
      const all = carried.length > 0 ? Buffer.concat([carried, bytes]) : bytes;
      const end = completeEnd(all);
      carried = Buffer.from(all.subarray(end));
      return decodeUtf8(all.subarray(0, end));
    },
    end: () => decodeUtf8(carried),
  };
}

/** Where the last whole character ends: at most three bytes wait for the next piece. */
function completeEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd')) return text;
  return markForeignBytes(bytes);
}

function markForeignBytes(bytes: Buffer): string {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(bytes.toString('utf8', from, at), String.fromCharCode(0xf700 + (bytes[at] ?? 0)));
    at += 1;
    from = at;
  }
  pieces.push(bytes.toString('utf8', from));
  return pieces.join('');
}

/** Length of the UTF-8 character at `at` (RFC 3629), 0 if there is none. */
function characterLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let more = 2; more < length; more += 1) {
    const byte = bytes[at + more] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}
