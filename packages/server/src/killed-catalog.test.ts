import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ServerProcess, startProcess } from '#test/process.ts';

/** `RELATA_CATALOG_CHANGES=5000` for the whole proof. */
const changes = Number(process.env['RELATA_CATALOG_CHANGES'] ?? 60);
const kills = Math.max(3, Math.round(changes / 100));
const kinds = ['text', 'integer', 'date', 'boolean', 'longText'];
const samples: Record<string, unknown> = {
  text: 'Some text',
  longText: 'More text',
  integer: 7,
  date: '2026-11-22',
  boolean: true,
};

const dataDir = mkdtempSync(join(tmpdir(), 'relata-catalog-'));
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.end();
  rmSync(dataDir, { recursive: true, force: true });
});

const oneOf = <T>(list: readonly T[]): T | undefined =>
  list[Math.floor(Math.random() * list.length)];

interface Described {
  name: string;
  plural: string;
  fields: Record<string, { kind: string; custom?: boolean }>;
}

test('however often the server is killed while the catalog changes, it loads, and the records are as it says', async () => {
  let headers: Record<string, string> | undefined;
  let number = 0;
  let done = 0;
  for (let round = 0; round <= kills; round++) {
    server = await startProcess(dataDir);
    const { address } = server;
    headers = { ...(headers ?? (await server.signIn())), origin: address };
    const ask = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${address}/api/v1${path}`, {
        method,
        headers: headers ?? {},
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    };
    const objectsNow = async (): Promise<Described[]> => {
      const { status, body } = await ask('GET', '/catalog');
      expect(status).toBe(200);
      return body.data.objects.filter(
        (one: Described) => one.name === 'deal' || /^own\d/.test(one.name),
      );
    };
    // What is there after the kill: every object lists its records with exactly its fields, and takes a new one.
    for (const { plural, fields, name } of await objectsNow()) {
      const own = Object.entries(fields).filter(([, field]) => field.custom);
      const values = Object.fromEntries(own.map(([field, { kind }]) => [field, samples[kind]]));
      const made = await ask('POST', `/${plural}`, { name: `Round ${round}`, ...values });
      expect([name, made.status, made.body]).toMatchObject([name, 201, {}]);
      const listed = await ask('GET', `/${plural}?limit=50`);
      expect([name, listed.status]).toEqual([name, 200]);
      for (const record of listed.body.data)
        expect(Object.keys(record).toSorted()).toEqual(Object.keys(fields).toSorted());
      expect(
        listed.body.data.find((one: { id: string }) => one.id === made.body.data.id),
      ).toMatchObject(values);
    }
    if (round === kills) break;
    const killAfter = Math.ceil(changes / kills);
    const killed = new Promise<void>((resolve) => {
      const change = async (i: number) => {
        const objects = await objectsNow();
        const object = oneOf(objects);
        const fields = Object.entries(object?.fields ?? {}).filter(([, one]) => one.custom);
        const field = oneOf(fields)?.[0];
        const dice = Math.random();
        const label = { en: `Field ${number}` };
        if (dice < 0.1 && objects.length < 6)
          await ask('POST', '/objects', {
            name: `own${++number}`,
            plural: `owns${number}`,
            label: { en: { one: 'Own', many: 'Owns' } },
          });
        else if (dice < 0.15 && object && object.name !== 'deal')
          await ask('DELETE', `/objects/${object.name}`);
        else if (dice < 0.6 && fields.length < 30)
          await ask('POST', '/fields', {
            ...{ object: object?.name, name: `f${++number}`, label, kind: oneOf(kinds) },
          });
        else if (dice < 0.8 && field)
          await ask('PATCH', `/fields/${object?.name}.${field}`, { label, help: label });
        else if (field) await ask('DELETE', `/fields/${object?.name}.${field}`);
        done += 1;
        // The last one of a round is under way when the end comes.
        if (i === killAfter - 2)
          setTimeout(() => server?.child.kill('SIGKILL'), Math.random() * 20);
      };
      const go = async () => {
        for (let i = 0; i < killAfter; i++) await change(i);
        server?.child.kill('SIGKILL');
      };
      // Whoever asks when the end comes hears nothing.
      go()
        .catch(() => undefined)
        .finally(resolve);
    });
    await killed;
    await server.end('SIGKILL');
  }
  expect(done).toBeGreaterThan(changes / 2);
}, 3_600_000);
