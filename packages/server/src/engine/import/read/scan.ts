import { createReadStream } from 'node:fs';

/** What the bytes of a whole text file say about its encoding and size. */
export interface Scan {
  bytes: number;
  /** Physical lines; CRLF, LF and a lone CR all end one. */
  lines: number;
  /** Lines with bytes that are no UTF-8: how many, and the numbers of the first 20. */
  invalidLines: number;
  firstInvalid: number[];
  /** Lines with letters outside ASCII, all of them right UTF-8. */
  multibyteLines: number;
  /** The file ends in the middle of an UTF-8 character. */
  endsInsideCharacter: boolean;
  /** Up to 256 kB from the first byte above 127 on: what an encoding is guessed by. */
  highSample: Buffer;
}

const sampleBytes = 1 << 18;

/**
 * Reads the file once from end to end: one wrong byte in the last line of a gigabyte decides the encoding
 * as well as one in the first. One loop over bytes, about 300 MB a second.
 */
export async function scanFile(path: string): Promise<Scan> {
  const scan: Scan = {
    bytes: 0,
    lines: 0,
    invalidLines: 0,
    firstInvalid: [],
    multibyteLines: 0,
    endsInsideCharacter: false,
    highSample: Buffer.alloc(0),
  };
  let line = 1;
  let invalidLine = 0;
  let multibyteLine = 0;
  let previous = 10;
  // Of the character being read: bytes still to come, and what the next one may be (RFC 3629, section 4).
  let need = 0;
  let low = 0x80;
  let high = 0xbf;

  const invalid = (): void => {
    need = 0;
    low = 0x80;
    high = 0xbf;
    if (invalidLine === line) return;
    // In another encoding some letters make right UTF-8 by chance.
    if (multibyteLine === line) scan.multibyteLines -= 1;
    invalidLine = line;
    scan.invalidLines += 1;
    if (scan.firstInvalid.length < 20) scan.firstInvalid.push(line);
  };

  const sample: Buffer[] = [];
  let sampled = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = chunk;
    scan.bytes += bytes.length;
    let firstHigh = -1;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80 && need === 0) {
        if (byte === 13 || (byte === 10 && previous !== 13)) line += 1;
        previous = byte;
        continue;
      }
      if (byte >= 0x80 && firstHigh < 0) firstHigh = at;
      if (need > 0) {
        if (byte >= low && byte <= high) {
          need -= 1;
          low = 0x80;
          high = 0xbf;
          if (need === 0 && multibyteLine !== line && invalidLine !== line) {
            multibyteLine = line;
            scan.multibyteLines += 1;
          }
          previous = byte;
          continue;
        }
        invalid();
      }
      if (byte < 0x80) {
        if (byte === 13 || (byte === 10 && previous !== 13)) line += 1;
      } else if (byte >= 0xc2 && byte <= 0xdf) need = 1;
      else if (byte >= 0xe0 && byte <= 0xef) {
        need = 2;
        if (byte === 0xe0) low = 0xa0;
        if (byte === 0xed) high = 0x9f;
      } else if (byte >= 0xf0 && byte <= 0xf4) {
        need = 3;
        if (byte === 0xf0) low = 0x90;
        if (byte === 0xf4) high = 0x8f;
      } else invalid();
      previous = byte;
    }
    if (firstHigh >= 0 && sampled < sampleBytes) {
      const piece = bytes
        .subarray(sampled === 0 ? Math.max(0, firstHigh - 200) : 0)
        .subarray(0, sampleBytes - sampled);
      sample.push(Buffer.from(piece));
      sampled += piece.length;
    }
  }
  scan.endsInsideCharacter = need > 0;
  scan.highSample = Buffer.concat(sample);
  scan.lines = previous === 10 || previous === 13 ? line - 1 : line;
  return scan;
}
