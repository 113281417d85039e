import { tmpdir } from 'node:os';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { CannotStart } from '#platform/cannot-start.ts';
import { systemClock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { openFiles } from '#platform/files.ts';
import { createLog } from '#platform/log.ts';
import type { Engine } from '#engine/engine.ts';
import { openEngine } from '#engine/open.ts';
import { features } from '#features/index.ts';
import { freshDatabase } from '#test/database.ts';
import { type FrontDoor, goodPassword, openFrontDoor } from '#test/front-door.ts';
import { openOutside } from '#test/outside.ts';
import { firstWorkspace } from './first-workspace.ts';

const answers = {
  workspace: 'Pompy i spółka',
  name: 'Ada Nowak',
  email: 'Ada@Pompy.example',
  password: goodPassword,
  language: 'pl',
  currency: 'PLN',
  timeZone: 'Europe/Warsaw',
  locale: 'pl-PL',
};

const opened: Database[] = [];
let engine: Engine;
let door: FrontDoor;

/** A server that nobody has set up. */
beforeEach(async () => {
  const database = await freshDatabase(`set_up${opened.length}`);
  opened.push(database);
  const files = openFiles(tmpdir());
  engine = await openEngine({
    database,
    clock: systemClock,
    log: createLog('fatal'),
    files,
    features,
  });
  door = await openFrontDoor({ engine });
});

afterAll(async () => {
  for (const database of opened) await database.stop();
});

const count = async (table: string): Promise<number> =>
  (await engine.database.query(`select 1 from ${table}`)).rows.length;

test('whoever opens a new server first sets it up and is inside at once', async () => {
  const browser = door.browser();
  expect((await browser.get('/setup')).body).toEqual({ data: { needed: true } });
  const answer = await browser.post('/setup', answers);
  expect(answer.status).toBe(201);
  expect(answer.body.data).toMatchObject({
    user: { name: 'Ada Nowak', email: 'ada@pompy.example', role: 'administrator', active: true },
    workspace: { name: 'Pompy i spółka', currency: 'PLN', country: 'PL', locale: 'pl-PL' },
  });
  expect((await browser.get('/me')).body.data).toMatchObject({
    user: { language: 'pl', locale: null, timeZone: 'Europe/Warsaw' },
    can: { administer: true },
  });
  expect((await browser.get('/pipelines')).body.data).toMatchObject([
    { name: 'Sprzedaż', isDefault: true },
  ]);
  expect(
    (
      await browser.get(
        `/views?filter=${JSON.stringify({ object: { eq: 'deal' }, layout: { eq: 'board' } })}`,
      )
    ).body.data.length,
  ).toBeGreaterThan(0);
  expect(
    (await door.browser().signIn({ email: 'ada@pompy.example', password: goodPassword })).status,
  ).toBe(200);
});

test('T30 of a hundred who set it up at the same moment one becomes administrator', async () => {
  const all = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      door.browser().post('/setup', { ...answers, email: `ada${i}@pompy.example` }),
    ),
  );
  const statuses = all.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(99);
  expect(
    await Promise.all(['workspace', 'auth_user', 'membership', '"user"', 'pipeline'].map(count)),
  ).toEqual([1, 1, 1, 1, 1]);
});

test('T30 once it is set up it stays so, whatever is sent and even without anybody left', async () => {
  await door.browser().post('/setup', answers);
  expect((await door.browser().get('/setup')).body).toEqual({ data: { needed: false } });
  await engine.database.query('delete from auth_user');
  const again = await door.browser().post('/setup', { ...answers, email: 'eve@elsewhere.example' });
  expect(again.body).toMatchObject({ status: 409, code: 'conflict', reason: 'already_set_up' });
});

test('bad answers leave nothing behind, and say which field is wrong', async () => {
  const told = async (wrong: object) => {
    const { status, body } = await door.browser().post('/setup', { ...answers, ...wrong });
    return [status, body.errors?.[0]?.field, body.errors?.[0]?.code];
  };
  expect(await told({ password: 'Password2026!' })).toEqual([422, 'password', 'password_common']);
  expect(await told({ password: 'short' })).toEqual([422, 'password', 'password_short']);
  expect(await told({ password: 'AdaNowak2026' })).toEqual([422, 'password', 'password_about_you']);
  expect(await told({ email: 'ada' })).toEqual([422, 'email', 'email']);
  expect(await told({ currency: 'ZŁOTY' })).toEqual([422, 'currency', 'currency']);
  expect(await told({ timeZone: 'Europe/Atlantis' })).toEqual([422, 'timeZone', 'time_zone']);
  expect(await told({ locale: '??' })).toEqual([422, 'locale', 'locale']);
  expect(await told({ role: 'administrator' })).toEqual([400, 'role', 'unknown_field']);
  expect(await told({ workspace: '  ' })).toEqual([400, 'workspace', 'malformed']);
  expect(await Promise.all(['workspace', 'auth_user', 'set_up'].map(count))).toEqual([0, 0, 0]);
  expect((await door.browser().post('/setup', answers)).status).toBe(201);
});

test('a server that starts without a person is set up by its settings, once', async () => {
  const admin = { email: 'boss@pumps.example', password: goodPassword, workspace: 'Pumps' };
  await Promise.all([1, 2, 3].map(() => firstWorkspace(engine, door.signIn, admin)));
  await firstWorkspace(engine, door.signIn, { ...admin, email: 'other@pumps.example' });
  expect(await Promise.all(['workspace', 'auth_user'].map(count))).toEqual([1, 1]);
  const browser = door.browser();
  await browser.signIn(admin);
  expect((await browser.get('/me')).body.data).toMatchObject({
    workspace: { name: 'Pumps' },
    role: 'administrator',
  });
});

test('settings that cannot be used stop the start with one sentence', async () => {
  const admin = { email: 'boss@pumps.example', password: 'password1', workspace: 'Pumps' };
  await expect(firstWorkspace(engine, door.signIn, admin)).rejects.toThrow(CannotStart);
  await expect(firstWorkspace(engine, door.signIn, admin)).rejects.toThrow(
    /^RELATA_ADMIN_PASSWORD cannot be used: /,
  );
  await expect(firstWorkspace(engine, door.signIn, { ...admin, email: 'boss' })).rejects.toThrow(
    /^RELATA_ADMIN_EMAIL /,
  );
});

test('T30 before that nobody is there: no password came with the server, and no address is for looking inside it', async () => {
  for (const table of ['auth_user', 'auth_account', 'membership', 'api_key', 'workspace'])
    expect([table, await count(table)]).toEqual([table, 0]);
  const { routes } = await openOutside({ engine });
  expect(routes.length).toBeGreaterThan(100);
  expect(
    routes.filter(({ url }) => /debug|inspect|trace|console|eval|heap|profil|dump|env/i.test(url)),
  ).toEqual([]);
});
