import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

import { refuseFile } from './refuse-file.ts';

/** An entry of a ZIP archive, by its central directory. */
export interface ZipEntry {
  name: string;
  packed: number;
  unpacked: number;
  method: number;
  /** Position of its local header. */
  at: number;
}

/** No honest workbook is packed tighter than this once it is large; a bomb is. */
const maxRatio = 200;
const ratioCountsFrom = 16 << 20;
const maxUnpacked = 2 * 2 ** 30;
const maxEntries = 10_000;

/**
 * Reads the directory of a ZIP archive and nothing else; sizes that cannot be honest are refused here, before
 * anything is unpacked, and again while unpacking, because a directory may lie.
 *
 * @throws Refusal 'invalid' `xlsx_broken`, `xlsx_too_big`
 */
export async function readZipDirectory(path: string): Promise<Map<string, ZipEntry>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { count, at, length } = await findDirectory(file, size);
    const bytes = await read(file, at, length);
    const entries = new Map<string, ZipEntry>();
    let next = 0;
    for (let number = 0; number < count; number += 1) {
      if (next + 46 > bytes.length || bytes.readUInt32LE(next) !== 0x02014b50)
        throw refuseFile('xlsx_broken');
      const nameLength = bytes.readUInt16LE(next + 28);
      const entry: ZipEntry = {
        name: bytes.toString('utf8', next + 46, next + 46 + nameLength),
        method: bytes.readUInt16LE(next + 10),
        packed: bytes.readUInt32LE(next + 20),
        unpacked: bytes.readUInt32LE(next + 24),
        at: bytes.readUInt32LE(next + 42),
      };
      const extra = bytes.subarray(
        next + 46 + nameLength,
        next + 46 + nameLength + bytes.readUInt16LE(next + 30),
      );
      readZip64(entry, extra);
      assertHonest(entry.packed, entry.unpacked);
      entries.set(entry.name.replace(/^\/+/, ''), entry);
      next += 46 + nameLength + bytes.readUInt16LE(next + 30) + bytes.readUInt16LE(next + 32);
    }
    return entries;
  } finally {
    await file.close();
  }
}

/** Streams the unpacked bytes of an entry. */
export async function* unpack(
  path: string,
  entry: ZipEntry,
): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path);
  const start = await dataStart(file, entry).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  if (entry.packed === 0) {
    await file.close();
    return;
  }
  // The stream closes the file, also when its reader stops early.
  const packed = file.createReadStream({
    start,
    end: start + entry.packed - 1,
    highWaterMark: 1 << 16,
  });
  const bytes: Readable =
    entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 1 << 16 }));
  if (bytes !== packed) packed.on('error', (error) => bytes.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of bytes) {
      const piece: Buffer = chunk;
      unpacked += piece.length;
      assertHonest(entry.packed, unpacked);
      yield piece;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw refuseFile('xlsx_broken');
    throw error;
  } finally {
    bytes.destroy();
    packed.destroy();
  }
}

function assertHonest(packed: number, unpacked: number): void {
  const tooTight = unpacked > ratioCountsFrom && unpacked / Math.max(1, packed) > maxRatio;
  if (tooTight || unpacked > maxUnpacked) throw refuseFile('xlsx_too_big', { limit: maxUnpacked });
}

async function dataStart(file: FileHandle, entry: ZipEntry): Promise<number> {
  const header = await read(file, entry.at, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw refuseFile('xlsx_broken');
  if (entry.method !== 0 && entry.method !== 8) throw refuseFile('xlsx_broken');
  return entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function findDirectory(
  file: FileHandle,
  size: number,
): Promise<{ count: number; at: number; length: number }> {
  const tailStart = Math.max(0, size - 65_557 - 20);
  const tail = await read(file, tailStart, size - tailStart);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw refuseFile('xlsx_broken');
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let at = tail.readUInt32LE(end + 16);
  if (at === 0xffffffff || count === 0xffff) {
    const locator = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 6, 7]), end);
    if (locator < 0) throw refuseFile('xlsx_broken');
    const record = await read(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (record.length < 56) throw refuseFile('xlsx_broken');
    count = Number(record.readBigUInt64LE(32));
    length = Number(record.readBigUInt64LE(40));
    at = Number(record.readBigUInt64LE(48));
  }
  if (count > maxEntries || at + length > size) throw refuseFile('xlsx_broken');
  return { count, at, length };
}

/** Sizes beyond 4 GB stand in the extra field 1 (APPNOTE 4.5.3), in this order and only where the usual ones are full. */
function readZip64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    for (const key of ['unpacked', 'packed', 'at'] as const) {
      if (entry[key] !== 0xffffffff || next + 8 > extra.length) continue;
      entry[key] = Number(extra.readBigUInt64LE(next));
      next += 8;
    }
  }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
