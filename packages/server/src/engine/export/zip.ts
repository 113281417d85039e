import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive; its text comes in pieces. */
export interface ZipPart {
  name: string;
  pieces: Iterable<string> | AsyncIterable<string>;
}

/** 1 January 2000: the same file has the same bytes whenever it is written. */
const dosTime = 0;
const dosDate = ((2000 - 1980) << 9) | (1 << 5) | 1;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808;

/**
 * A ZIP archive in pieces, in constant memory. Packed by zlib's own threads: fflate packs on the thread that
 * also answers requests, and write-excel-file holds the whole workbook in memory.
 */
export async function* zip(
  parts: Iterable<ZipPart> | AsyncIterable<ZipPart>,
): AsyncGenerator<Buffer, void, undefined> {
  const directory: Buffer[] = [];
  let at = 0;
  let files = 0;
  for await (const { name, pieces } of parts) {
    const start = at;
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(dosTime, 10);
    head.writeUInt16LE(dosDate, 12);
    head.writeUInt16LE(title.length, 26);
    yield Buffer.concat([head, title]);
    at += head.length + title.length;

    const sum = { crc: 0, size: 0, packed: 0 };
    for await (const piece of packed(pieces, sum)) {
      at += piece.length;
      yield piece;
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(sum.crc, 4);
    tail.writeUInt32LE(sum.packed, 8);
    tail.writeUInt32LE(sum.size, 12);
    yield tail;
    at += tail.length;
    directory.push(entry(title, sum, start));
    files++;
  }
  const size = directory.reduce((all, one) => all + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([...directory, end]);
}

interface Sum {
  crc: number;
  size: number;
  packed: number;
}

function entry(title: Buffer, { crc, size, packed: small }: Sum, start: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(8, 10);
  head.writeUInt16LE(dosTime, 12);
  head.writeUInt16LE(dosDate, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(small, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(title.length, 28);
  head.writeUInt32LE(start, 42);
  return Buffer.concat([head, title]);
}

async function* packed(
  pieces: ZipPart['pieces'],
  sum: Sum,
): AsyncGenerator<Buffer, void, undefined> {
  const deflate = createDeflateRaw({ level: 1 });
  const feed = async (): Promise<void> => {
    for await (const text of pieces) {
      const bytes = Buffer.from(text);
      sum.crc = crc32(bytes, sum.crc);
      sum.size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    }
    deflate.end();
  };
  const feeding = feed().catch((error: unknown) =>
    deflate.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const chunk of deflate) {
      const bytes: Buffer = chunk;
      sum.packed += bytes.length;
      yield bytes;
    }
    await feeding;
  } finally {
    deflate.destroy();
  }
}
