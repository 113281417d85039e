import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document } from '#engine/api/open-api.ts';
import { bodies } from '#test/bodies.ts';
import { type Cast, formWith, openCast } from '#test/cast.ts';
import { differing, settledFingerprint } from '#test/fingerprint.ts';
import { anything, everyColumn, type Kept, laden, namesTaken } from '#test/overposted.ts';
import { everythingThatWrites, idsIn, recordOf } from '#test/writes.ts';

let cast: Cast;
let document: Document;
let columns: string[];
/** Everything that writes, as an administrator would ask it, with a body that is taken. */
let asked: Kept[];
beforeAll(async () => {
  cast = await openCast();
  document = (await cast.callers.administrator.get('/openapi.json')).body;
  columns = await everyColumn(cast.firm.engine.database);
  asked = await everythingThatWrites(cast);
}, 120_000);
afterAll(() => cast.stop());

const ids = () => idsIn(cast);

const send = async ({ method, path }: Kept, text: string) => {
  const { headers } = cast.callers.administrator;
  const answer = await cast.outside.http.app.inject({
    method,
    url: path.startsWith('/api/') ? path : `/api/v1${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: text,
  });
  return { status: answer.statusCode, text: answer.body };
};

const planted = 'planted-by-somebody';
const named = ({ method, path }: Kept) => `${method} ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')}`;

test('T13 every address that writes is asked here', () => {
  const paths = asked.map(
    ({ method, path }) => `${method} ${path.replace(/^\/api\/v1/, '').split('?', 1)[0]}`,
  );
  const known = cast.objects.map(({ plural }) => plural).join('|');
  const missing = cast.outside.routes
    .filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method))
    .map(({ method, url }) => ({ method, url: url.replace(/^\/api\/v1/, '') }))
    .filter(({ method, url }) => {
      const form = url.replace(':plural', `(${known})`).replaceAll(/:\w+(\(\^.*\$\))?/g, '[^/]+');
      return !paths.some((path) => new RegExp(`^${method} ${form}$`).test(path));
    });
  expect(missing).toEqual([]);
});

/**
 * What leads bring is nobody's form: what no field takes stands in the description (`lead-sources.test.ts`). What pages
 * of others add to a form of ours is left aside (`forms.test.ts`).
 */
const takesAnything = ({ path }: Kept): boolean =>
  /^\/api\/v1\/(lead-sources\/[0-9a-f-]{36}|forms\/form_\w{44})$/.test(path);

/** Once nothing that the cast has begun is under way any more. */
const settled = () => settledFingerprint(cast.firm.engine.database, cast.firm.workspaceId);

const ofRecord = ({ path }: Kept) =>
  cast.objects.find(({ plural }) => path.split(/[/?]/)[1] === plural);

/** The same body with members that JSON.stringify would take for something else. */
const withText = (body: unknown, members: string): string =>
  `{${members}${JSON.stringify(body)
    .replace(/^\{(?!\})/, ',')
    .replace('{', '')}`;

test('T13 nothing but what the description of an address names is taken, whatever else the tables have', async () => {
  const wrong: string[] = [];
  const before = await settled();
  for (const one of asked.filter((it) => !it.form && !takesAnything(it))) {
    const described = namesTaken(document, one);
    const extra = columns.filter((name) => !described?.includes(name));
    const body = {
      ...Object.fromEntries(extra.map((name) => [name, planted])),
      ...(one.body as object),
    };
    const { status, text } = await send(one, JSON.stringify(body));
    // Nobody makes a user or an import by these: then nothing is read at all.
    if (!described && status === 403) continue;
    // What the record has and nobody writes is asked below.
    const known = Object.keys(ofRecord(one)?.fields ?? {});
    const left = extra.filter((name) => !text.includes(name) && !known.includes(name));
    if ((status !== 400 && status !== 422) || left.length)
      wrong.push(
        `${named(one)}: ${status}, not named: ${left.slice(0, 5).join()} ${text.slice(0, 200)}`,
      );
  }
  expect(wrong.join('\n')).toBe('');
  expect(differing(before, await settled())).toEqual([]);
}, 120_000);

/** Whose value only the server knows; `version` may be said of a change in a batch, to guard it. */
const serverOwned =
  /^(id|_id|workspace_?id|tenant.*|created_?(at|by)|updated_?(at|by)|deleted_?(at|by)|archived_?at|version|search|title|verified|email_?verified|seats|.*hash|is_?admin.*)$/i;

const owned = () => columns.filter((name) => serverOwned.test(name));

test('T13 no address describes itself as taking what the server alone writes', () => {
  // How many may work here is what the account says; the version is that of the file.
  const allowed = new Set(['PATCH /account seats', 'POST /set-up/apply version']);
  const taken = asked.flatMap((one) =>
    (namesTaken(document, one) ?? [])
      .filter((name) => serverOwned.test(name))
      .map((name) => `${named(one)} ${name}`),
  );
  expect(taken.filter((one) => !allowed.has(one))).toEqual([]);
});

test('T13 what a record has and nobody writes stays, asked one by one: when and by whom it was made, who did what', async () => {
  const wrong: string[] = [];
  let tried = 0;
  const before = await settled();
  for (const object of cast.objects) {
    const id = recordOf(cast, object);
    const at = `/${object.plural}`;
    const writes = (changes: object): Kept[] => [
      { method: 'POST', path: at, body: { ...bodies[object.name]?.(), ...changes } },
      ...(id ? [{ method: 'PATCH', path: `${at}/${id}`, body: changes } as const] : []),
      {
        method: 'POST',
        path: `${at}/batch`,
        body: { create: [{ ...bodies[object.name]?.(), ...changes }] },
      },
      { method: 'POST', path: `${at}/batch`, body: { update: [{ id, ...changes }] } },
      { method: 'POST', path: `${at}/batch`, body: { ids: [id], set: changes } },
      { method: 'POST', path: `${at}/bulk`, body: { ids: [id], set: changes } },
    ];
    for (const [name, field] of Object.entries(object.fields)) {
      // Administrators change whose role it is, and what somebody is called, by the address of users.
      if (
        !field.writtenBy ||
        (object.name === 'user' && ['role', 'otherRoles', 'visibility', 'manager'].includes(name))
      )
        continue;
      const value = anything(field, ids()) ?? planted;
      for (const one of writes({ [name]: value })) {
        // In a batch these name the record and the version that it is to have.
        if (JSON.stringify(one.body).includes('"update"') && (name === 'id' || name === 'version'))
          continue;
        const { status, text } = await send(one, JSON.stringify(one.body));
        tried += 1;
        if (status < 400 || status >= 500)
          wrong.push(`${named(one)} ${name}: ${status} ${text.slice(0, 200)}`);
      }
    }
  }
  expect(wrong.join('\n')).toBe('');
  expect(tried).toBeGreaterThan(400);
  expect(differing(before, await settled())).toEqual([]);
}, 120_000);

/** Kept as they come, since nobody but the screen that wrote them reads them: `settingsOf` takes what it knows. */
const free = /^\/(create\/0\/)?settings(\/|$)/;

test('T13 parts of values take nothing along that is not theirs', async () => {
  const wrong: string[] = [];
  let tried = 0;
  const extra = Object.fromEntries(
    columns.filter((name) => name !== '_id').map((name) => [name, planted]),
  );
  for (const one of asked.filter(({ form }) => !form))
    for (const { at, value } of laden(one.body, extra)) {
      if (one.path.startsWith('/views') && free.test(at)) continue;
      const { status, text } = await send(one, JSON.stringify(value));
      tried += 1;
      if (status >= 500) wrong.push(`${named(one)} ${at}: ${status} ${text.slice(0, 200)}`);
      if (status < 300 && (await isKept(planted)).length)
        throw new Error(
          `${named(one)} ${at} keeps what it should not: ${(await isKept(planted)).join()} ${text.slice(0, 300)}`,
        );
    }
  expect(wrong.join('\n')).toBe('');
  expect(tried).toBeGreaterThan(100);
}, 120_000);

/** Does any table hold this, but for the log of refusals? */
async function isKept(text: string): Promise<string[]> {
  const { query } = cast.firm.engine.database;
  const { rows: tables } = await query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
     and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'audit%'`,
  );
  const { rows } = await query<{ name: string }>(
    tables
      .map(
        ({ name }) =>
          `(select '${name}' as name from "${name}" t where t::text like '%' || $1 || '%' limit 1)`,
      )
      .join(' union all '),
    [text],
  );
  return rows.map(({ name }) => name);
}

test('T13 no body reaches what all objects have in common', async () => {
  const wrong: string[] = [];
  const known = Object.getOwnPropertyNames(Object.prototype).join();
  const rights = '{"polluted":true,"administers":true,"role":"administrator"}';
  for (const one of asked.filter((it) => !it.form && !takesAnything(it)))
    for (const members of [
      `"__proto__":${rights}`,
      `"constructor":{"prototype":${rights}}`,
      `"prototype":${rights}`,
      `"constructor":${rights}`,
      `"\\u005f_proto__":${rights}`,
    ]) {
      const { status, text } = await send(one, withText(one.body, members));
      if (status !== 400 && status !== 403 && status !== 422)
        wrong.push(`${named(one)} ${members}: ${status} ${text.slice(0, 200)}`);
      for (const { at, value } of laden(one.body, { PLACE: 0 })) {
        if (one.path.startsWith('/views') && free.test(at)) continue;
        const nested = await send(one, JSON.stringify(value).replace('"PLACE":0', members));
        if (nested.status >= 500 || (/__proto__/.test(members) && nested.status !== 400))
          wrong.push(
            `${named(one)} ${at} ${members}: ${nested.status} ${nested.text.slice(0, 200)}`,
          );
      }
    }
  expect(wrong.join('\n')).toBe('');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(known);
  expect(await isKept('polluted')).toEqual([]);
}, 120_000);

test('T13 parts of an upload that nobody asked for are refused', async () => {
  const wrong: string[] = [];
  const boss = cast.callers.administrator;
  const before = await settled();
  for (const { path, form } of asked.filter(({ method }) => method === 'POST'))
    for (const name of form ? [...owned(), 'owner', 'role', 'access', '__proto__'] : []) {
      if (!form) continue;
      const laced = new FormData();
      laced.append(name, planted);
      for (const [key, value] of form) laced.append(key, value);
      const { status } = await boss.send(path, laced);
      if (status !== 400) wrong.push(`${path} ${name}: ${status}`);
    }
  expect(wrong).toEqual([]);
  expect(differing(before, await settled())).toEqual([]);
}, 120_000);

test('T13 no column of a file, and no default of an import, leads to what the server alone writes', async () => {
  const wrong: string[] = [];
  const boss = cast.callers.administrator;
  const form = (object: string) => formWith('more.csv', 'Name\nAcme', { object });
  for (const object of cast.objects.filter(
    ({ place, writtenBy }) => place === 'main' && writtenBy === 'records',
  )) {
    const started = (await boss.send('/imports', form(object.name))).body.data;
    // What only actions change otherwise, a file from elsewhere may bring: what was won, and when.
    const brought = Object.keys(object.fields).filter(
      (name) => object.fields[name]?.writtenBy !== 'system',
    );
    const before = await settled();
    const all = [...Object.keys(object.fields), ...owned(), 'role', '__proto__', 'constructor'];
    for (const name of new Set(all.filter((one) => !brought.includes(one)))) {
      const answers = [
        await boss.patch(`/imports/${started.id}`, { mapping: [{ column: 'Name', field: name }] }),
        await boss.patch(`/imports/${started.id}`, {
          mapping: [{ column: 'Name', field: `company.${name}` }],
        }),
        await boss.patch(`/imports/${started.id}`, { options: { defaults: { [name]: planted } } }),
      ];
      if (answers.some(({ status }) => status !== 400 && status !== 422))
        wrong.push(`${object.name} ${name}: ${answers.map(({ status }) => status).join()}`);
    }
    if (!wrong.length) expect(differing(before, await settled())).toEqual([]);
  }
  expect(wrong.slice(0, 40)).toEqual([]);
}, 120_000);

test('T13 whose a record is only those say whom the workspace lets: not when it is made, changed, in a batch or with a file', async () => {
  const { administrator: boss, ownOnly: rep } = cast.callers;
  const own = cast.records['deal']?.ownOnly ?? '';
  const owner = cast.things.manager;
  expect((await boss.patch('/workspace', { ownerChange: 'administrators' })).status).toBe(200);
  const before = await settled();
  for (const answer of [
    await rep.post('/deals', { name: 'Theirs', owner }),
    await rep.patch(`/deals/${own}`, { owner }),
    await rep.post('/deals/batch', { create: [{ name: 'Theirs', owner }] }),
    await rep.post('/deals/batch', { update: [{ id: own, owner }] }),
  ])
    expect([answer.status, answer.body.code]).toEqual([
      expect.toBeOneOf([403, 422]),
      expect.anything(),
    ]);
  expect(differing(before, await settled())).toEqual([]);
  expect((await boss.patch('/workspace', { ownerChange: 'everyone' })).status).toBe(200);
});

test('T13 the same bodies are taken as they are, so that it was what they had too much for which they were refused', async () => {
  const wrong: string[] = [];
  const refusedAnyway = [
    /^POST \/(users|imports)(\/(batch|bulk|duplicates))?$/,
    /\/restore$|\/undo$|^POST \/imports\/.*\/(start|cancel)$/,
    /^POST \/api\//,
    // Nobody answers there.
    /^POST \/mail-settings\/test$/,
  ];
  for (const one of asked) {
    if (refusedAnyway.some((form) => form.test(`${one.method} ${one.path}`))) continue;
    const boss = cast.callers.administrator;
    const { status, text } = one.form
      ? await boss
          .send(one.path, one.form)
          .then((answer) => ({ status: answer.status, text: answer.raw.toString() }))
      : await send(one, JSON.stringify(one.body));
    if (status >= 300) wrong.push(`${named(one)}: ${status} ${text.slice(0, 600)}`);
  }
  expect(wrong.join('\n')).toBe('');
}, 120_000);
