import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const dataDir = mkdtempSync(join(tmpdir(), 'relata-killed-'));
const admin = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
let server: ChildProcess | undefined;

afterAll(async () => {
  if (server && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the server as people do, and waits for the line with its address. */
async function start(): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      LOG_LEVEL: 'fatal',
      RELATA_ADMIN_EMAIL: admin.email,
      RELATA_ADMIN_PASSWORD: admin.password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  let said = '';
  for await (const part of child.stdout) {
    said += String(part);
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address) return address;
  }
  throw new Error(`the server ended: ${said}`);
}

async function signIn(address: string): Promise<Record<string, string>> {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify(admin),
  });
  expect(answer.status).toBe(200);
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  return { cookie: cookie.join('; '), origin: address, 'content-type': 'application/json' };
}

test('whatever was saved is there after the server is killed, twenty times in a row', async () => {
  const saved = new Map<string, string>();
  let headers: Record<string, string> | undefined;
  for (let round = 0; round < 20; round++) {
    const address = await start();
    headers = { ...(headers ?? (await signIn(address))), origin: address };
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
    server?.kill('SIGKILL');
    writing = false;
    await Promise.all(writers);
  }
  const address = await start();
  const all = new Set<string>();
  let after: string | null = null;
  do {
    const answer: Response = await fetch(`${address}/api/v1/people?limit=200&fields=title${after ? `&after=${after}` : ''}`, {
      headers: { ...headers, origin: address },
    });
    const page = (await answer.json()) as { data: { id: string }[]; page: { next: string | null } };
    for (const one of page.data) all.add(one.id);
    after = page.page.next;
  } while (after);
  expect(saved.size).toBeGreaterThan(20);
  expect([...saved.keys()].filter((id) => !all.has(id))).toEqual([]);
}, 240_000);
