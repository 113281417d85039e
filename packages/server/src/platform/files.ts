import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '@relata/model';
import { codeOf } from './error-facts.ts';
import { newId } from './id.ts';

export interface StoredFile {
  /** Names it within its workspace from now on. */
  key: string;
  /** Bytes. */
  size: number;
  /** In hex. */
  sha256: string;
}

/** The bytes of uploaded files, by workspace; what they are called and who may see them is in the database. */
export interface Files {
  /**
   * Takes a stream to its end. When this resolves the bytes are on disk and stay there.
   * Refuses `too_large` beyond `maxBytes` and `disk_full`; then nothing is left behind.
   */
  put(workspaceId: string, source: Readable, limits: { maxBytes: number }): Promise<StoredFile>;
  /** Refuses `not_found`. */
  open(workspaceId: string, key: string): Promise<Readable>;
  /** Where its bytes lie, for readers that move about in them. Refuses `not_found` for what is no key. */
  path(workspaceId: string, key: string): string;
  /** What is not there is removed already. */
  remove(workspaceId: string, key: string): Promise<void>;
  /** Keys of everything that was stored before the moment, for finding what nothing needs any more. */
  storedBefore(moment: Date): AsyncIterable<{ workspaceId: string; key: string }>;
  /** Removes what uploads left half-written before the moment, in a server that was killed. */
  removeDrafts(before: Date): Promise<void>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Keeps them under DATA_DIR/files/<workspace>/<end of the key>/<key>, each folder for a 4096th of them. */
export function openFiles(dataDir: string): Files {
  const root = join(dataDir, 'files');

  const place = (workspaceId: string, key: string): { folder: string; file: string } => {
    if (!uuid.test(workspaceId) || !uuid.test(key)) {
      throw new Refusal('not_found', 'There is no such file.');
    }
    const folder = join(root, workspaceId, key.slice(-3));
    return { folder, file: join(folder, key) };
  };

  return {
    async put(workspaceId, source, { maxBytes }) {
      const key = newId();
      const { folder, file } = place(workspaceId, key);
      const draft = join(root, 'incoming', randomUUID());
      try {
        await mkdir(join(root, 'incoming'), { recursive: true, mode: 0o700 });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const facts = await write(draft, source, maxBytes);
        await rename(draft, file);
        await syncFolder(folder);
        return { key, ...facts };
      } catch (error) {
        source.destroy();
        await rm(draft, { force: true });
        throw asRefusal(error);
      }
    },
    async open(workspaceId, key) {
      const { file } = place(workspaceId, key);
      const handle = await open(file).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw error;
        throw new Refusal('not_found', 'There is no such file.');
      });
      return handle.createReadStream();
    },
    path: (workspaceId, key) => place(workspaceId, key).file,
    async remove(workspaceId, key) {
      await rm(place(workspaceId, key).file, { force: true });
    },
    async *storedBefore(moment) {
      for (const workspaceId of await namesIn(root)) {
        if (!uuid.test(workspaceId)) continue;
        for (const part of await namesIn(join(root, workspaceId)))
          for (const key of await namesIn(join(root, workspaceId, part)))
            if (uuid.test(key) && madeAt(key) < moment.getTime()) yield { workspaceId, key };
      }
    },
    async removeDrafts(before) {
      for (const name of await namesIn(join(root, 'incoming'))) {
        const draft = join(root, 'incoming', name);
        const facts = await stat(draft).catch(() => undefined);
        if (facts && facts.mtime < before) await rm(draft, { force: true });
      }
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
}

/** Keys are UUIDv7, which begin with the millisecond in which they were made. */
const madeAt = (key: string): number => Number.parseInt(key.slice(0, 8) + key.slice(9, 13), 16);

async function write(
  file: string,
  source: Readable,
  maxBytes: number,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) {
        throw new Refusal('too_large', `The file is larger than ${maxBytes} bytes.`, {
          details: { limit: maxBytes },
        });
      }
      hash.update(bytes);
      await handle.writeFile(bytes);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** After a power cut a renamed file is there only if its folder was written too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function asRefusal(error: unknown): unknown {
  const code = codeOf(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new Refusal('disk_full', 'There is no room left on the disk; nothing was written.');
}
