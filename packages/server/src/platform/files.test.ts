import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { openFiles } from './files.ts';
import { newId } from './id.ts';

const folder = mkdtempSync(join(tmpdir(), 'relata-files-'));
const files = openFiles(folder);
const workspace = newId();

afterAll(() => rmSync(folder, { recursive: true }));

function everything(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

test('what is put in comes out, until it is removed', async () => {
  const stored = await files.put(workspace, Readable.from(['good ', 'morning']), { maxBytes: 100 });
  expect(stored).toMatchObject({
    size: 12,
    sha256: createHash('sha256').update('good morning').digest('hex'),
  });
  expect(await text(await files.open(workspace, stored.key))).toBe('good morning');

  await files.remove(workspace, stored.key);
  await expect(files.open(workspace, stored.key)).rejects.toMatchObject({ code: 'not_found' });
  await files.remove(workspace, stored.key);
});

test('another workspace does not find it', async () => {
  const { key } = await files.put(workspace, Readable.from(['secret']), { maxBytes: 100 });
  await expect(files.open(newId(), key)).rejects.toMatchObject({ code: 'not_found' });
  await files.remove(workspace, key);
});

test('a file beyond the limit, or one whose sender goes away, leaves nothing behind', async () => {
  const large = Readable.from([Buffer.alloc(60), Buffer.alloc(60)]);
  await expect(files.put(workspace, large, { maxBytes: 100 })).rejects.toMatchObject({
    code: 'too_large',
    details: { limit: 100 },
  });
  expect(large.destroyed).toBe(true);

  const broken = Readable.from(
    (async function* () {
      yield 'half';
      throw new Error('the sender went away');
    })(),
  );
  await expect(files.put(workspace, broken, { maxBytes: 100 })).rejects.toThrow('went away');
  expect(everything()).toEqual([]);
});

test.each(['../secret', '..', 'a/b', '', `${newId()}/../x`, newId().toUpperCase()])(
  'the name "%s" leads nowhere',
  async (name) => {
    writeFileSync(join(folder, 'secret'), 'secret');
    await expect(files.open(workspace, name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(files.open(name, newId())).rejects.toMatchObject({ code: 'not_found' });
    await expect(files.remove('..', name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(files.put(name, Readable.from(['x']), { maxBytes: 9 })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('secret');
    rmSync(join(folder, 'secret'));
  },
);

test('a full disk is told as such', async () => {
  const full = Readable.from(
    (async function* () {
      yield 'half';
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    })(),
  );
  await expect(files.put(workspace, full, { maxBytes: 100 })).rejects.toMatchObject({
    code: 'disk_full',
    status: 507,
  });
  mkdirSync(join(folder, 'files'), { recursive: true });
  expect(everything()).toEqual([]);
});
