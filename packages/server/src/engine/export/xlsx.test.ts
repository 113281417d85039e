import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readZipDirectory, unpack } from '#engine/import/read/zip.ts';
import { xlsx } from './xlsx.ts';

async function* noRows() {
  yield* [];
}

async function partOf(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relata-xlsx-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'deals.xlsx');
  const pieces: Buffer[] = [];
  for await (const piece of xlsx([], ['Deal'], noRows())) pieces.push(piece);
  await writeFile(path, Buffer.concat(pieces));
  const entry = (await readZipDirectory(path)).get(name);
  if (!entry) throw new Error(`there is no ${name}`);
  const text: Uint8Array[] = [];
  for await (const piece of unpack(path, entry)) text.push(piece);
  return Buffer.concat(text).toString();
}

test('its styles are said in full: where a fill says no pattern, other programs take the file for damaged', async () => {
  const styles = await partOf('xl/styles.xml');
  const fills = [...styles.matchAll(/<fill>(.*?)<\/fill>/g)].map(([, inner]) => inner);
  expect(fills).toEqual([
    '<patternFill patternType="none"/>',
    '<patternFill patternType="gray125"/>',
  ]);
  expect(styles).not.toMatch(/<(fill|font|border|xf)\/>/);
  expect(styles).toMatch(/<cellStyle name="Normal" xfId="0"/);
});
