import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ServerProcess, startProcess } from '#test/process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'relata-killed-'));
let server: ServerProcess | undefined;

afterAll(async () => {
  await server?.end();
  rmSync(dataDir, { recursive: true, force: true });
});

test('whatever was saved is there after the server is killed, twenty times in a row', async () => {
  const saved = new Map<string, string>();
  let headers: Record<string, string> | undefined;
  for (let round = 0; round < 20; round++) {
    server = await startProcess(dataDir);
    const { address } = server;
    headers = { ...(headers ?? (await server.signIn())), origin: address };
    for (const [id, name] of [...saved].slice(-40)) {
      const answer = await fetch(`${address}/api/v1/people/${id}`, { headers });
      expect(answer.status).toBe(200);
      expect(((await answer.json()) as { data: { firstName: string } }).data.firstName).toBe(name);
    }
    let writing = true;
    const writers = Array.from({ length: 4 }, async (_, lane) => {
      for (let i = 0; writing; i++) {
        const firstName = `Round ${round} lane ${lane} number ${i}`;
        const answer = await fetch(`${address}/api/v1/people`, {
          method: 'POST',
          headers: headers ?? {},
          body: JSON.stringify({ firstName }),
        }).catch(() => undefined);
        if (answer?.status !== 201) return;
        // The answer has begun, so it is acknowledged, even if the rest of it is lost.
        const body = await answer.json().catch(() => undefined);
        if (body) saved.set((body as { data: { id: string } }).data.id, firstName);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 120 + Math.random() * 200));
    server.child.kill('SIGKILL');
    writing = false;
    await Promise.all(writers);
  }
  server = await startProcess(dataDir);
  const { address } = server;
  const all = new Set<string>();
  let after: string | null = null;
  do {
    const answer: Response = await fetch(
      `${address}/api/v1/people?limit=200&fields=title${after ? `&after=${after}` : ''}`,
      {
        headers: { ...headers, origin: address },
      },
    );
    const page = (await answer.json()) as { data: { id: string }[]; page: { next: string | null } };
    for (const one of page.data) all.add(one.id);
    after = page.page.next;
  } while (after);
  expect(saved.size).toBeGreaterThan(20);
  expect([...saved.keys()].filter((id) => !all.has(id))).toEqual([]);
}, 240_000);
