import { type CatalogObject, type Field } from '@relata/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ofRecords } from '#test/asked.ts';
import { bodies } from '#test/bodies.ts';
import { type Cast, openCast } from '#test/cast.ts';
import type { Answered, Caller } from '#test/door.ts';
import { eventually } from '#test/door.ts';
import { newId } from '#platform/id.ts';

/** Two firms on one server, with the same people, records and settings. */
let here: Cast;
let there: Cast;
/** The administrator of one, who has got hold of every id of the other. */
let spy: Caller;
beforeAll(async () => {
  here = await openCast();
  there = await openCast();
  spy = there.callers.administrator;
}, 120_000);
afterAll(async () => {
  await here.stop();
  await there.stop();
});

const query = () => here.firm.engine.database.query;

/** Every row that the tables hold of a workspace, as text. */
async function rowsOf(workspace: string): Promise<string[]> {
  const { rows: tables } = await query()<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const all = tables.map(
    ({ name }) =>
      `select '${name} ' || to_jsonb(t)::text as row from "${name}" t where t.workspace_id = $1`,
  );
  const { rows } = await query()<{ row: string }>(all.join(' union all '), [workspace]);
  return rows.map(({ row }) => row);
}

/** Every id that stands anywhere in the data of a workspace. */
async function idsOf(workspace: string): Promise<Set<string>> {
  const found = (await rowsOf(workspace)).flatMap(
    (row) => row.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [],
  );
  return new Set(found.filter((id) => id !== workspace));
}

const objects = () => here.objects;

test('T1 no id of the other firm leads anywhere, whichever address it is put into', async () => {
  const ids = await idsOf(here.firm.workspaceId);
  const wrong: string[] = [];
  let asked = 0;
  const addresses = there.outside.routes.filter(
    ({ method, url }) => method === 'GET' && url.startsWith('/api/v1/') && /:(id|batch)/.test(url),
  );
  for (const [i, id] of [...ids].entries()) {
    const object = objects()[i % objects().length];
    for (const { url } of addresses) {
      const path = url
        .replace('/api/v1', '')
        .replace(':plural', object?.plural ?? '')
        .replace(/:\w+/g, id);
      const answer = await spy.get(path);
      asked += 1;
      if (answer.status !== 404)
        wrong.push(`${path}: ${answer.status} ${answer.raw.toString().slice(0, 200)}`);
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(asked).toBeGreaterThan(1000);
  // Thousands of addresses: more with every route that takes an id.
}, 240_000);

test('T1 records of the other firm are as if they were not there, to whoever holds their ids', async () => {
  const wrong: string[] = [];
  for (const [name, byMaker] of Object.entries(here.records))
    for (const id of Object.values(byMaker))
      for (const [route, { ask, only }] of Object.entries(ofRecords)) {
        const object = here.objects.find((one) => one.name === name);
        if (!object || (only && !only(object))) continue;
        const [answer, nothing] = [await ask(spy, object, id), await ask(spy, object, newId())];
        if (answer.status !== nothing.status || answer.status < 400)
          wrong.push(`${route} ${name}: ${answer.status}, not ${nothing.status}`);
      }
  expect(wrong).toEqual([]);
});

/** What a field could hold of the other firm. */
function foreign(field: Field): unknown[] {
  const of = (object: string) => Object.values(here.records[object] ?? {})[0];
  const about = { object: 'company', id: of('company') };
  const user = here.things.stranger;
  if (field.kind === 'link') return [of(field.to ?? '')];
  if (field.kind === 'links')
    return field.to === '*' ? [[about]] : [[field.to === 'user' ? user : of(field.to ?? '')]];
  if (field.kind === 'user') return [user];
  if (field.kind === 'audience') return [[user], [of('team')]];
  if (field.kind === 'files') return [[of('file')]];
  return [];
}

const leading = ({ fields }: CatalogObject) =>
  Object.entries(fields).flatMap(([name, field]) =>
    // Why a deal was lost, or a lead turned away, is not kept of one that is open.
    field.writtenBy || name === 'lostReason' || name === 'disqualificationReason'
      ? []
      : foreign(field)
          .filter((value) => value !== undefined)
          .map((value) => ({ name, value })),
  );

test('T1 nothing of one firm can be made to point to the other, by whichever way', async () => {
  const wrong: string[] = [];
  const demandNo = (what: string, answer: Answered) => {
    if (answer.status < 400 || answer.status >= 500)
      wrong.push(`${what}: ${answer.status} ${answer.raw.toString().slice(0, 200)}`);
  };
  const { stranger, manager } = there.things;
  const other = here.things;
  const role = here.records['role']?.administrator ?? '';
  const team = here.records['team']?.administrator ?? '';
  for (const object of objects()) {
    const own = Object.values(there.records[object.name] ?? {})[0] ?? '';
    const at = `/${object.plural}`;
    for (const { name, value } of leading(object)) {
      const what = `${object.name}.${name}`;
      const body = bodies[object.name]?.();
      if (body)
        demandNo(
          `made ${what}`,
          await spy.post(at, { ...body, [name]: value, access: 'restricted' }),
        );
      if (object.name === 'user' || object.name === 'import') continue;
      demandNo(`changed ${what}`, await spy.patch(`${at}/${own}`, { [name]: value }));
      demandNo(
        `batch ${what}`,
        await spy.post(`${at}/batch`, { update: [{ id: own, [name]: value }] }),
      );
      demandNo(
        `bulk ${what}`,
        await spy.post(`${at}/batch`, { ids: [own], set: { [name]: value } }),
      );
    }
    const theirs = Object.values(here.records[object.name] ?? {})[0] ?? newId();
    for (const body of [
      { ids: [theirs], addTags: ['x'] },
      { delete: [theirs] },
      { restore: [theirs] },
    ])
      demandNo(`batch of ${object.name}`, await spy.post(`${at}/batch`, body));
    demandNo(
      `restore of ${object.name}`,
      await spy.post('/recycle-bin/restore', { object: object.name, ids: [theirs] }),
    );
  }
  for (const [what, changes] of Object.entries({
    role: { role },
    roles: { otherRoles: [role] },
    manager: { manager: other.manager },
  }))
    demandNo(`user's ${what}`, await spy.patch(`/users/${stranger}`, changes));
  for (const path of ['hand-over', 'deactivate'])
    demandNo(path, await spy.post(`/users/${stranger}/${path}`, { handOverTo: other.manager }));
  demandNo(
    'hand-over of theirs',
    await spy.post(`/users/${other.stranger}/hand-over`, { handOverTo: manager }),
  );
  demandNo('invitation', await spy.post('/invitations', { email: 'x@firm.example', role }));
  demandNo(
    'invitation',
    await spy.post('/invitations', { email: 'x@firm.example', role: 'viewer', teams: [team] }),
  );
  demandNo('view', await spy.get(`/deals?view=${here.records['view']?.manager}`));
  demandNo('undo', await spy.post(`/changes/${other.batch}/undo`));
  demandNo('workspace', await spy.get('/deals', { 'x-workspace': here.firm.workspaceId }));
  expect(wrong).toEqual([]);

  const theirs = new Set([...(await idsOf(here.firm.workspaceId))]);
  const own = await rowsOf(there.firm.workspaceId);
  // Refusals name what was asked for; the log of them is where that belongs.
  expect(
    own.filter((row) => !row.startsWith('audit_') && [...theirs].some((id) => row.includes(id))),
  ).toEqual([]);
});

test('T1 filters, places in a list, keys of requests and exports of one firm show nothing of the other', async () => {
  const boss = here.callers.administrator;
  const theirs = await idsOf(here.firm.workspaceId);
  const seen: string[] = [];
  const look = (answer: Answered) => void seen.push(answer.raw.toString());
  for (const object of objects()) {
    const { next } = (await boss.get(`/${object.plural}?limit=1`)).body.page;
    if (next) look(await spy.get(`/${object.plural}?limit=5&after=${encodeURIComponent(next)}`));
    for (const { name, value } of leading(object)) {
      const one = Array.isArray(value) ? (value[0].id ?? value[0]) : value;
      const filter = encodeURIComponent(
        JSON.stringify({ [name]: { hasAny: [one] }, or: [{ id: { in: [one] } }] }),
      );
      for (const path of ['', '/aggregate', '/export']) {
        const answer = await spy.get(
          `/${object.plural}${path}?filter=${filter}${path === '/export' ? '&format=csv' : ''}`,
        );
        if (answer.status < 300) look(answer);
      }
    }
    look(
      await spy.get(
        `/${object.plural}?include=${Object.keys(object.fields)
          .filter((name) => object.fields[name]?.to)
          .slice(0, 5)
          .join()}`,
      ),
    );
    look(
      await spy.post(`/${object.plural}/export`, {
        format: 'csv',
        ids: Object.values(here.records[object.name] ?? {}),
        columns: ['title'],
      }),
    );
  }
  const body = { name: 'Once' };
  const first = await boss.post('/companies', body, { 'idempotency-key': 'the same' });
  const second = await spy.post('/companies', body, { 'idempotency-key': 'the same' });
  expect([first.status, second.status]).toEqual([201, 201]);
  look(second);
  for (const q of ['company', 'stranger', 'deal']) look(await spy.get(`/search?q=${q}`));
  const shown = seen.join('\n');
  // What was asked for may stand in a refusal; of what it leads to nothing does.
  const found = [...theirs, first.body.data.id].filter((id) => shown.includes(id));
  expect(found.map((id) => seen.find((text) => text.includes(id))?.slice(0, 1500))).toEqual([]);
});

test('T1 a screen of one firm hears nothing of what the other does', async () => {
  const address = await there.outside.http.app.listen({ host: '127.0.0.1', port: 0 });
  const leave = new AbortController();
  const { host: _host, ...headers } = spy.headers;
  const answer = await fetch(`${address}/api/v1/events`, { headers, signal: leave.signal });
  let heard = '';
  const listening = (async () => {
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? [])
      heard += chunk;
  })().catch(() => {});
  await eventually(async () => heard.includes('hello'));
  const theirs = await here.callers.administrator.post('/companies', { name: 'Theirs' });
  const own = await spy.post('/companies', { name: 'Ours' });
  await eventually(async () => heard.includes(own.body.data.id));
  expect(heard).not.toContain(theirs.body.data.id);
  leave.abort();
  await listening;
});
