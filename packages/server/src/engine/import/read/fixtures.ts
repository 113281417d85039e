import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { openFile } from './open-file.ts';
import type { ImportRow, OpenedFile, ReadOptions } from './rows.ts';

/** A file of `fixtures/`. */
export function open(name: string, options?: ReadOptions): Promise<OpenedFile> {
  return openFile(join(import.meta.dirname, 'fixtures', name), name, options);
}

/** A file with this content, gone after the test. */
export function made(content: string | Uint8Array, name = 'list.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export function openMade(content: string | Uint8Array, options?: ReadOptions): Promise<OpenedFile> {
  return openFile(made(content), 'list.csv', options);
}

export async function allRows(file: OpenedFile, from?: number): Promise<ImportRow[]> {
  return Array.fromAsync(file.rows(from));
}

/** What is said about each row, as `line code`. */
export function remarks(rows: ImportRow[]): string[] {
  return rows.flatMap((row) => (row.problems ?? []).map(({ code }) => `${row.line} ${code}`));
}

/** The code with which a file is refused. */
export async function refusalOf(opening: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await opening.catch((reason: unknown) => reason);
  if (typeof error !== 'object' || error === null || !('errors' in error)) return undefined;
  const [first] = Array.isArray(error.errors) ? error.errors : [];
  return first?.field === 'file' ? String(first.code) : undefined;
}
