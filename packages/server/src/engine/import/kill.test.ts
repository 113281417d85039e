import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventually } from '#test/door.ts';
import { type ServerProcess, startProcess } from '#test/process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'relata-import-killed-'));
let server: ServerProcess | undefined;

afterAll(async () => {
  await server?.end();
  rmSync(dataDir, { recursive: true, force: true });
});

const rows = 20_000;
/** Every tenth row doubles the one before it, every thousandth has an impossible date. */
const doubled = rows / 10;
const bad = rows / 1000;
const companies = 450;

function people(): string {
  const lines = ['First name,Last name,Email,Company,Birthday'];
  for (let n = 1; n <= rows; n++) {
    const who = n % 10 === 0 ? n - 1 : n;
    const day = n % 1000 === 1 ? '1999-02-31' : '1999-02-28';
    lines.push(`Ana${who},Luz,ana${who}@luz.example,Company ${who % 500},${day}`);
  }
  return lines.join('\n');
}

test(
  'killed half-way four times, an import ends with exactly the right rows, and is undone whole',
  { timeout: 300_000 },
  async () => {
    server = await startProcess(dataDir);
    const { 'content-type': _json, ...own } = await server.signIn();
    const ask = async (path: string, init: RequestInit = {}) => {
      const address = server?.address ?? '';
      const answer = await fetch(`${address}/api/v1${path}`, {
        ...init,
        headers: { ...own, origin: address },
      });
      return JSON.parse(await answer.text());
    };
    const total = async (plural: string): Promise<number> =>
      (await ask(`/${plural}?limit=1&total=exact`)).page.total;

    const form = new FormData();
    form.append('file', new Blob([people()]), 'people.csv');
    const { id } = (await ask('/imports', { method: 'POST', body: form })).data;
    await ask(`/imports/${id}/start`, { method: 'POST' });
    let done = 0;
    for (let kills = 0; kills < 4; kills++) {
      done = await eventually(async () => {
        const { progress } = (await ask(`/imports/${id}`)).data;
        return progress.done > done && progress.done;
      }, 60_000);
      expect(done).toBeLessThan(rows);
      await server.end('SIGKILL');
      server = await startProcess(dataDir);
    }
    const end = await eventually(async () => {
      const { data } = await ask(`/imports/${id}`);
      return data.status !== 'running' && data;
    }, 120_000);
    const made = rows - doubled - bad;
    expect(end).toMatchObject({
      status: 'done',
      result: { made, skipped: doubled, refused: bad, related: { company: { made: companies } } },
    });
    expect([await total('people'), await total('companies')]).toEqual([made, companies]);

    const { data: work } = await ask(`/changes/${end.batch}/undo`, { method: 'POST' });
    await eventually(async () => (await ask(`/work/${work.id}`)).data.status === 'done', 120_000);
    expect([await total('people'), await total('companies')]).toEqual([0, 0]);
  },
);
