import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ServerProcess, startProcess } from '#test/process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'relata-doctor-'));
let server: ServerProcess | undefined;

afterAll(async () => {
  await server?.end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The command as people run it. */
function doctor(env: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const main = join(import.meta.dirname, 'main.ts');
  const { promise, resolve } = Promise.withResolvers<{ code: number; said: string }>();
  execFile(
    process.execPath,
    [main, '--doctor', '--json'],
    { env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, ...env } },
    (error, said) => resolve({ code: Number(error?.code ?? 0), said }),
  );
  return promise;
}

const names = (said: string): string[] =>
  JSON.parse(said).findings.map(({ name }: { name: string }) => name);

test('T30 the doctor can be asked before Relata runs, while it runs, and when the database is gone', async () => {
  const before = await doctor();
  expect(before.code).toBe(1);
  expect(names(before.said)).toContain('pending_migrations');
  server = await startProcess(dataDir);
  writeFileSync(join(dataDir, 'last-backup'), '');
  const running = await doctor();
  expect([running.code, names(running.said)]).toEqual([0, ['no_mail']]);
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  const gone = await doctor({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/relata' });
  expect(gone.code).toBe(1);
  expect(names(gone.said)).toContain('no_database');
}, 240_000);
