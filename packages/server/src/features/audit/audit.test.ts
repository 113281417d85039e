import { beforeAll, expect, test } from 'vitest';
import { auditBy } from '#engine/audit/audit.ts';
import { clearAudit } from '#engine/audit/clear.ts';
import { eventually, inBackground } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;

beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
});

test('administrators read who did what, page by page, by person, by kind and by time', async () => {
  const boss = await outside.as(firm.admin);
  const rep = await firm.makeUser({ name: 'Rui' });
  const low = await outside.as(rep);
  await boss.patch('/workspace', { name: 'Pumps' });
  await boss.patch(`/users/${rep.id}`, { role: 'viewer' });
  expect((await low.patch('/workspace', { name: 'Mine' })).status).toBe(403);
  expect((await boss.get('/deals/export?format=csv')).status).toBe(200);
  await boss.post('/lost-reasons', { name: 'Weather' });

  const { data } = (await boss.get('/audit')).body;
  expect(data).toMatchObject([
    { action: 'setting_changed', object: 'lostReason' },
    { action: 'exported', details: { request: 'GET /api/v1/deals/export' } },
    {
      action: 'refused',
      actor: { id: rep.id, name: 'Rui' },
      address: '127.0.0.1',
      details: { request: 'PATCH /api/v1/workspace', reason: 'administrators_only' },
    },
    {
      action: 'role_changed',
      actor: { id: firm.admin.id },
      object: 'user',
      record: rep.id,
      details: { before: { role: 'salesperson' }, after: { role: 'viewer' } },
    },
    { action: 'setting_changed', details: { of: 'workspace', name: 'Pumps' } },
  ]);
  const first = (await boss.get('/audit?limit=2')).body;
  const second = (await boss.get(`/audit?limit=2&after=${first.page.next}`)).body;
  expect([...first.data, ...second.data]).toEqual(data.slice(0, 4));
  expect((await boss.get(`/audit?actor=${rep.id}`)).body.data).toEqual([data[2]]);
  expect((await boss.get('/audit?action=exported')).body.data).toEqual([data[1]]);
  expect((await boss.get('/audit?from=2999-01-01T00:00:00Z')).body.data).toEqual([]);
  expect((await boss.get('/audit?action=sold')).status).toBe(400);
  expect((await boss.get('/audit/check')).body.data).toEqual({ entries: 5, broken: null });
});

test('an import is noted when it starts', async () => {
  const stop = await inBackground(firm.engine);
  const boss = await outside.as(firm.admin);
  const form = new FormData();
  form.append('file', new File(['Name\nAcme\n'], 'companies.csv'));
  form.append('object', 'company');
  form.append('mapping', JSON.stringify([{ column: 'Name', field: 'name' }]));
  expect((await boss.send('/imports', form)).status).toBeLessThan(300);
  const found = (await boss.get('/audit?action=imported')).body.data;
  expect(found).toMatchObject([{ actor: { id: firm.admin.id }, object: 'company' }]);
  await stop();
});

test('nobody else reads the log, nor what another workspace wrote into its own', async () => {
  const other = await workspace();
  const stranger = await outside.as(other.admin);
  const low = await outside.as(await firm.makeUser({ role: 'manager' }));
  for (const path of ['/audit', '/audit/export', '/audit/check'])
    expect((await low.get(path)).status).toBe(403);
  expect((await stranger.get('/audit')).body.data).toEqual([]);
});

test('T28 it leaves as a file in which nothing runs, and breaks no line', async () => {
  const boss = await outside.as(firm.admin);
  await boss.patch('/workspace', { name: '=1+1\r\nx' });
  await boss.get('/deals/export?format=csv', { 'user-agent': '=cmd|calc,"x"' });
  const file = String((await boss.get('/audit/export')).body);
  expect(file).toContain('number,at,actor,actorId,action,object,record,address,agent,details');
  expect(file).toContain(`"'=cmd|calc,""x"""`);
  const lines = file.split('\r\n').filter(Boolean);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines.slice(1)) expect(line).toMatch(/^\d+,\d{4}-/);
});

test('T28 a row that is changed, put in or taken out is noticed', async () => {
  const boss = await outside.as(firm.admin);
  const { query } = firm.engine.database;
  const total = (await boss.get('/audit/check')).body.data.entries;
  await query('delete from audit_entry where workspace_id = $1 and number = $2', [
    firm.workspaceId,
    total,
  ]);
  expect((await boss.get('/audit/check')).body.data.broken).toBe(total);
});

test('a hundred entries at the same moment make one chain', async () => {
  const busy = await workspace();
  const boss = await outside.as(busy.admin);
  const low = await outside.as(await busy.makeUser());
  await Promise.all(Array.from({ length: 100 }, () => low.get('/audit')));
  await eventually(async () => (await boss.get('/audit?limit=200')).body.data.length === 100);
  expect((await boss.get('/audit/check')).body.data).toEqual({ entries: 100, broken: null });
});

test('T28 what is older than a workspace keeps its log goes, and the rest can still be checked', async () => {
  const kept = await workspace();
  const boss = await outside.as(kept.admin);
  const { query } = kept.engine.database;
  const low = await outside.as(await kept.makeUser());
  const actor = { workspace: kept.workspaceId, user: null, name: 'Long ago' };
  const now = kept.clock.now().getTime();
  const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
  for (const days of [900, 800, 700, 20])
    await auditBy(query, actor, daysAgo(days), { action: 'exported' }, null);
  await clearAudit(kept.engine);
  expect((await boss.get('/audit/check')).body.data).toEqual({ entries: 4, broken: null });

  expect((await boss.patch('/workspace', { auditYears: 0 })).status).toBe(400);
  expect((await low.patch('/workspace', { auditYears: 1 })).status).toBe(403);
  expect((await boss.patch('/workspace', { auditYears: 2 })).status).toBe(200);
  await clearAudit(kept.engine);
  const { data } = (await boss.get('/audit')).body;
  expect(data).toMatchObject([
    { action: 'log_shortened', actor: { id: null }, details: { upTo: 2 } },
    { action: 'setting_changed', details: { auditYears: 2 } },
    { action: 'refused' },
    { at: daysAgo(20), number: 4 },
    { at: daysAgo(700), number: 3 },
  ]);
  expect((await boss.get('/audit/check')).body.data).toEqual({ entries: 5, broken: null });
  await clearAudit(kept.engine);
  expect((await boss.get('/audit')).body.data).toEqual(data);

  // Whoever takes out more than that is noticed.
  await query('delete from audit_entry where workspace_id = $1 and number = 3', [kept.workspaceId]);
  expect((await boss.get('/audit/check')).body.data.broken).toBe(3);
});

test('T28 whatever is set or allowed anew is in the log: fields, pipelines, stages, reasons, roles, teams, the workspace, the plan', async () => {
  const firmOfSettings = await workspace();
  const boss = await outside.as(firmOfSettings.admin);
  const told = async (): Promise<string[]> =>
    (await boss.get('/audit')).body.data.map(
      ({ action, object, details }: { action: string; object: string; details: { of?: string } }) =>
        `${action} ${object ?? details.of ?? ''}`.trim(),
    );
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await boss.post(path, body);
    expect([path, answer.status, answer.body]).toMatchObject([path, 201, {}]);
    return answer.body.data.id ?? '';
  };
  await made('/fields', { object: 'deal', name: 'budget', label: { en: 'Budget' }, kind: 'money' });
  const pipeline = await made('/pipelines', { name: 'Second' });
  await made('/stages', { name: 'First', pipeline, probability: 10 });
  const reason = await made('/lost-reasons', { name: 'Rain' });
  await boss.delete(`/lost-reasons/${reason}`);
  const role = await made('/roles', { name: 'Helpers', objects: { '*': { read: 'all' } } });
  await boss.patch(`/roles/${role}`, { name: 'Helping hands' });
  await made('/teams', { name: 'North' });
  await boss.patch('/workspace', { country: 'PL' });
  await boss.patch('/account', { seats: 50 });
  expect((await told()).toReversed()).toEqual([
    'setting_changed deal',
    'setting_changed pipeline',
    'setting_changed stage',
    'setting_changed lostReason',
    'setting_changed lostReason',
    'access_changed role',
    'access_changed role',
    'access_changed team',
    'setting_changed workspace',
    'plan_changed',
  ]);
});

test('T28 whoever tries a closed door over and over does not fill the log, and an entry is never long', async () => {
  const busy = await workspace();
  const here = await openOutside(busy);
  const boss = await here.as(busy.admin);
  const low = await here.as(await busy.makeUser());
  const other = await here.as(await busy.makeUser());
  const long = { 'user-agent': 'y'.repeat(5000) };
  expect((await low.get(`/audit?x=${'x'.repeat(5000)}`, long)).status).toBe(403);
  for (let i = 0; i < 12; i++)
    await Promise.all(Array.from({ length: 50 }, () => low.get('/audit')));
  await other.get('/audit');
  const { entries } = (await boss.get('/audit/check')).body.data;
  expect(entries).toBe(501);
  const { rows } = await busy.engine.database.query<{ size: number; last: string | null }>(
    `select length(row_to_json(e)::text) as size, details->>'last' as last from audit_entry e
     where workspace_id = $1 order by number`,
    [busy.workspaceId],
  );
  expect(Math.max(...rows.map(({ size }) => size))).toBeLessThan(2000);
  expect(rows.filter(({ last }) => last !== null)).toHaveLength(1);
  busy.clock.pass(3601);
  await low.get('/audit');
  expect((await boss.get('/audit/check')).body.data).toEqual({ entries: 502, broken: null });
});
