import { createReadStream } from 'node:fs';

import { decoder } from './decode.ts';
import { maxCell } from './parse-csv.ts';

/** One property of a card, unfolded: still bytes (one character per byte), because each may have its own encoding. */
export interface CardLine {
  /** 1-based physical line where it starts. */
  line: number;
  bytes: string;
}

/** Values that are read for nothing but their being there. */
const media = /^([\w-]+\.)?(photo|logo|sound|key)[;:]/i;

/**
 * Streams the unfolded lines of a vCard file. Unfolding comes before decoding: older programs fold in the middle of a
 * character (RFC 6350 3.2 warns of it). vCard 2.1 continues quoted-printable values with `=` at the line's end.
 */
export async function* cardLines(
  path: string,
  encoding: string,
): AsyncGenerator<CardLine[], void, undefined> {
  let open: CardLine | undefined;
  let number = 0;
  let softBreak = false;

  const take = (bytes: string, done: CardLine[]): void => {
    number += 1;
    if (open && softBreak) {
      softBreak = bytes.endsWith('=');
      append(open, softBreak ? bytes.slice(0, -1) : bytes);
      return;
    }
    if (open && /^[ \t]/.test(bytes) && bytes.trim() !== '') {
      append(open, bytes.slice(1));
      return;
    }
    if (open) done.push(open);
    open = undefined;
    if (bytes.trim() === '') return;
    softBreak = /^[^:]*quoted-printable[^:]*:/i.test(bytes) && bytes.endsWith('=');
    open = { line: number, bytes: softBreak ? bytes.slice(0, -1) : bytes };
  };

  let rest = '';
  for await (const piece of byteText(path, encoding)) {
    const text = rest + piece;
    const done: CardLine[] = [];
    let at = 0;
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      // A CR at the very end may be half of a CRLF.
      if (end === '\r' && index === text.length - 1) break;
      take(text.slice(at, index), done);
      at = index + end.length;
    }
    rest = text.slice(at);
    yield done;
  }
  const done: CardLine[] = [];
  take(rest.replace(/\r$/, ''), done);
  if (open) done.push(open);
  yield done;
}

function append(line: CardLine, more: string): void {
  if (line.bytes.length < maxCell && !media.test(line.bytes)) line.bytes += more;
}

/** The bytes of the file as a string of one character per byte; UTF-16 and UTF-32 are turned into UTF-8 first. */
async function* byteText(path: string, encoding: string): AsyncGenerator<string, void, undefined> {
  const wide = /^utf-?(16|32)/i.test(encoding) ? decoder(encoding) : undefined;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const bytes: Buffer = chunk;
    yield wide ? Buffer.from(wide.write(bytes)).toString('latin1') : bytes.toString('latin1');
  }
}
