import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { readPostmaster } from '#platform/embedded-postgres/postmaster-file.ts';
import { type ServerProcess, startProcess } from '#test/process.ts';

let server: ServerProcess | undefined;
const folders: string[] = [];

afterEach(async () => {
  await server?.end();
  server = undefined;
  for (const folder of folders.splice(0)) {
    try {
      execFileSync('umount', [folder], { stdio: 'ignore' });
    } catch {
      // Most are ordinary folders.
    }
    rmSync(folder, { recursive: true, force: true });
  }
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'relata-faults-'));
  // Whoever runs the database must get through.
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

interface Told {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Undefined where the connection broke before an answer came. */
async function ask(
  path: string,
  headers: Record<string, string>,
  body?: unknown,
  method = 'POST',
): Promise<Told | undefined> {
  try {
    const answer = await fetch(`${server?.address}/api/v1${path}`, {
      headers,
      ...(body === undefined ? {} : { method, body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  } catch {
    return undefined;
  }
}

/** Saves people one after the other in several lanes until told to stop; gives every answer and who was acknowledged. */
function keepWriting(headers: Record<string, string>, lanes = 4) {
  const answers: Told[] = [];
  const saved: string[] = [];
  let on = true;
  const all = Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let i = 0; on; i++) {
        const told = await ask('/people', headers, { lastName: `Lane ${lane} number ${i}` });
        if (!told) {
          await sleep(5);
          continue;
        }
        answers.push(told);
        if (told.status === 201) saved.push((told.body['data'] as { id: string }).id);
        else await sleep(5);
      }
    }),
  );
  return {
    answers,
    saved,
    async stop() {
      on = false;
      await all;
    },
  };
}

/** Asks again and again until told to stop; gives the titles of what was refused. */
function keepAsking(path: string, headers: Record<string, string>) {
  const titles = new Set<unknown>();
  let on = true;
  const asking = (async () => {
    while (on) {
      const told = await ask(path, headers);
      if (told && told.status !== 200) titles.add(told.body['title']);
      await sleep(5);
    }
  })();
  return {
    async stop() {
      on = false;
      await asking;
      return [...titles];
    },
  };
}

async function missing(saved: string[], headers: Record<string, string>): Promise<string[]> {
  const there = new Set<string>();
  let after = '';
  do {
    const told = await ask(`/people?limit=200&fields=title${after && `&after=${after}`}`, headers);
    if (!told) throw new Error('the server does not answer');
    for (const one of told.body['data'] as { id: string }[]) there.add(one.id);
    after = (told.body['page'] as { next: string | null }).next ?? '';
  } while (after);
  return saved.filter((id) => !there.has(id));
}

test('while the database is away people are told so in their language, and it goes on by itself when it is back', async () => {
  const folder = newFolder();
  server = await startProcess(folder);
  const headers = await server.signIn();
  await ask('/me', headers, { language: 'it' }, 'PATCH');
  const writing = keepWriting(headers);
  // Whom the server cannot know without the database is told in the language of their browser.
  const strangers = keepAsking('/setup', { 'accept-language': 'pl,en;q=0.5' });
  for (let round = 0; round < 2; round++) {
    await sleep(300);
    process.kill(readPostmaster(join(folder, 'postgres', 'data'))?.pid ?? 0, 'SIGKILL');
    await expect
      .poll(() => writing.answers.at(-1)?.status, { interval: 1, timeout: 10_000 })
      .toBe(503);
    await expect.poll(() => writing.answers.at(-1)?.status, { timeout: 20_000 }).toBe(201);
  }
  await writing.stop();
  expect(await strangers.stop()).toContain('Baza danych nie odpowiada');
  const refused = writing.answers.filter((told) => told.status !== 201);
  expect(new Set(refused.map((told) => told.status))).toEqual(new Set([503]));
  for (const { headers: told, body } of refused) {
    expect(told.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(Number(told.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ code: 'unavailable', status: 503 });
    expect(JSON.stringify(body)).not.toMatch(/ECONN|postgres|socket/i);
  }
  expect(refused.some(({ body }) => body['title'] === 'Il database non è raggiungibile')).toBe(
    true,
  );
  expect(writing.saved.length).toBeGreaterThan(20);
  expect(await missing(writing.saved, headers)).toEqual([]);
}, 90_000);

test('told to stop while people save, it ends what it has begun: whoever was told “saved” finds it after the restart', async () => {
  const folder = newFolder();
  server = await startProcess(folder);
  const headers = await server.signIn();
  const writing = keepWriting(headers, 8);
  await sleep(500);
  expect(await server.end('SIGTERM')).toBe(0);
  await writing.stop();
  expect(writing.saved.length).toBeGreaterThan(8);
  expect(writing.answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
  server = await startProcess(folder);
  expect(await missing(writing.saved, { ...headers, origin: server.address })).toEqual([]);
}, 60_000);

/** A disk of this many MiB; undefined where this user may not mount one. */
function smallDisk(size: number): string | undefined {
  const folder = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=0711`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return folder;
  } catch {
    return undefined;
  }
}

test('on a full disk nothing is half saved, and with room again everything goes on', async () => {
  const disk = smallDisk(260);
  // Not everybody may mount: what the refusal is made of has a test of its own beside the files and the database.
  if (!disk) return;
  server = await startProcess(disk);
  const headers = await server.signIn();
  const before = await ask('/people', headers, { lastName: 'Before' });
  expect(before?.status).toBe(201);
  await ask('/me', headers, { language: 'pl' }, 'PATCH');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - 6 * 1024 * 1024)));

  const answers: Told[] = [];
  const saved: string[] = [];
  for (let i = 0; i < 400 && answers.filter(({ status }) => status !== 201).length < 10; i++) {
    const told = await ask('/people', headers, {
      lastName: `P${i}`,
      description: `${i} ${noise(90_000)}`,
    });
    if (!told) continue;
    answers.push(told);
    if (told.status === 201) saved.push((told.body['data'] as { id: string }).id);
    else await sleep(100);
  }
  const form = new FormData();
  form.append('file', new File([new Uint8Array(40 * 1024 * 1024)], 'large.bin'));
  const { 'content-type': _json, ...others } = headers;
  const upload = await fetch(`${server.address}/api/v1/files`, {
    method: 'POST',
    headers: others,
    body: form,
  });
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, body } of [
    ...refused,
    { status: upload.status, body: await upload.json() },
  ]) {
    expect([503, 507], JSON.stringify(body)).toContain(status);
    // Where there is no room for its log, the database goes down while it saves, and nobody can know more.
    const { code, reason, title } = body as Record<'code' | 'reason' | 'title', string>;
    const titles: Record<string, string> = {
      disk_full: 'Na serwerze skończyło się miejsce na dysku',
      unavailable: 'Baza danych nie odpowiada',
      'unavailable.unsure': 'Połączenie z bazą danych zostało przerwane podczas zapisu',
    };
    expect(title).toBe(titles[reason ? `${code}.${reason}` : code]);
  }
  rmSync(join(disk, 'ballast'));
  await expect
    .poll(async () => (await ask('/people', headers, { lastName: 'After' }))?.status, {
      timeout: 20_000,
    })
    .toBe(201);
  expect(await missing(saved, headers)).toEqual([]);
}, 90_000);

/** Text that cannot be compressed. */
const noise = (length: number): string =>
  Array.from({ length: length / 10 }, () => Math.random().toString(36).slice(2, 12)).join('');
