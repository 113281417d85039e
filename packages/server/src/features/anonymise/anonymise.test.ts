import { expect, test } from 'vitest';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { addFieldRoutes } from '#features/custom-fields/index.ts';
import { addFileRoutes } from '#features/files/index.ts';
import { formWith } from '#test/cast.ts';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => {
    addWorkRoutes(app, api);
    addFieldRoutes(app, api);
    addFileRoutes(app, api);
  });
  return { firm, door, ada: door.as(firm.admin) };
}

/** Everything that the firm's tables hold, as one text. */
async function everything({ firm }: Awaited<ReturnType<typeof open>>): Promise<string> {
  const { query } = firm.engine.database;
  const { rows } = await query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const parts = await Promise.all(
    rows.map(({ name }) =>
      query<{ text: string }>(
        `select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as text from "${name}" t where workspace_id = $1`,
        [firm.workspaceId],
      ),
    ),
  );
  return parts.map((one) => one.rows[0]?.text ?? '').join(' ');
}

test('nothing that tells who a lead was is left anywhere, and the lead still counts', async () => {
  const opened = await open();
  const { ada } = opened;
  const secret = { en: 'Secret' };
  await ada.post('/fields', {
    object: 'lead',
    name: 'shoe',
    kind: 'text',
    label: secret,
    personal: true,
  });
  await ada.post('/fields', { object: 'lead', name: 'plan', kind: 'text', label: { en: 'Plan' } });
  const lead = (
    await ada.post('/leads', {
      firstName: 'Zenobia',
      lastName: 'Quark',
      emails: ['zenobia@quark.example'],
      phones: ['+39 011 592 9603'],
      utmCampaign: 'for-zenobia',
      description: 'Zenobia likes tea',
      source: 'webForm',
      shoe: 'zenobia-41',
      plan: 'basic',
    })
  ).body.data;
  await ada.patch(`/leads/${lead.id}`, { lastName: 'Quark-Zenobia', jobTitle: 'Zenobia’s boss' });
  const about = [{ object: 'lead', id: lead.id }];
  await ada.post('/notes', { body: 'Zenobia called', about });
  const shared = (await ada.post('/companies', { name: 'Acme' })).body.data;
  const both = [...about, { object: 'company', id: shared.id }];
  const kept = (await ada.post('/notes', { body: 'Two firms', about: both })).body.data;
  const call = (
    await ada.post('/activities', { subject: 'Call Zenobia', description: 'zenobia', about })
  ).body.data;
  await ada.patch(`/activities/${call.id}`, { subject: 'Call Zenobia again', done: true });
  const gone = (await ada.post('/notes', { body: 'Old Zenobia', about })).body.data;
  await ada.delete(`/notes/${gone.id}`);
  const upload = formWith('zenobia.txt', 'zenobia', { about: JSON.stringify(about) });
  const file = (await ada.send('/files', upload)).body.data;
  expect((await everything(opened)).toLowerCase()).toContain('zenobia');

  const done = await ada.post(`/leads/${lead.id}/anonymise`);
  expect(done.body.data).toMatchObject({
    title: 'Anonymised',
    emails: null,
    shoe: null,
    plan: 'basic',
    source: 'webForm',
  });
  expect((await everything(opened)).toLowerCase()).not.toContain('zenobia');
  expect((await everything(opened)).toLowerCase()).not.toContain('5929603');
  expect((await ada.get(`/files/${file.id}`)).status).toBe(404);
  expect((await ada.get(`/notes/${kept.id}`)).body.data.body).toBe('Two firms');
  const counted = await ada.get('/leads/aggregate?groupBy=source');
  expect(counted.body.data).toMatchObject([{ key: 'webForm', count: 1 }]);
  const history = (await ada.get(`/leads/${lead.id}/history`)).body.data;
  expect(history.map((one: { action: string }) => one.action)).toContain('anonymise');

  const back = await ada.post(`/changes/${done.body.batch}/undo`);
  expect([back.status, back.body.reason]).toEqual([409, 'irreversible']);
  const twice = await ada.post(`/leads/${lead.id}/anonymise`);
  expect([twice.status, twice.body.reason]).toEqual([409, 'not_available']);
});

test('nor is anything left of whoever had become one with them', async () => {
  const opened = await open();
  const { ada } = opened;
  const made = async (values: object): Promise<string> =>
    (await ada.post('/people', values)).body.data.id;
  const oldest = await made({ firstName: 'Zenobia', lastName: 'Quark', jobTitle: 'Boss' });
  await ada.patch(`/people/${oldest}`, { nickname: 'Zenobietta' });
  const older = await made({ lastName: 'Quark', emails: ['zenobia@quark.example'] });
  const former = (await ada.get(`/people/${older}/timeline?kinds=change`)).body.data[0];
  await ada.put(`/people/${older}/timeline/${former.id}`, { remark: 'Zenobia, from the fair' });
  const about = [{ object: 'person', id: older }];
  await ada.post('/notes', { body: 'Zenobia called', about });
  await ada.post(`/people/${older}/merge`, {
    ...{ others: [oldest], choose: { lastName: older } },
  });
  const person = await made({ lastName: 'Q.' });
  const merged = await ada.post(`/people/${person}/merge`, {
    ...{ others: [older], choose: { lastName: person } },
  });
  expect(merged.status).toBe(200);
  expect((await everything(opened)).toLowerCase()).toContain('zenobi');

  expect((await ada.post(`/people/${person}/anonymise`)).status).toBe(200);
  expect((await everything(opened)).toLowerCase()).not.toContain('zenobi');
  const { data } = (await ada.get(`/people/${person}/timeline?kinds=change`)).body;
  expect(data.map((one: { change: { of: { id: string } | null } }) => one.change.of?.id)).toContain(
    older,
  );
  await ada.post(`/changes/${merged.body.batch}/undo`);
  expect((await everything(opened)).toLowerCase()).not.toContain('zenobi');
});

test('people and companies are anonymised in the same way, also where a field must be filled', async () => {
  const { ada } = await open();
  await ada.patch('/fields/person.emails', { required: true });
  const person = await ada.post('/people', { lastName: 'Quark', emails: ['q@quark.example'] });
  const nobody = await ada.post(`/people/${person.body.data.id}/anonymise`);
  expect(nobody.body.data).toMatchObject({ title: 'Anonymised', emails: null });
  const company = await ada.post('/companies', { name: 'Quark', vatNumber: 'IT123' });
  const none = await ada.post(`/companies/${company.body.data.id}/anonymise`);
  expect(none.body.data).toMatchObject({ title: 'Anonymised', vatNumber: null });
  const found = await ada.post('/companies/duplicates', { name: 'Quark' });
  expect(found.body.data.records).toEqual([]);
});

test('whoever may not delete a record may not take out of it what is personal', async () => {
  const { firm, door, ada } = await open();
  const lead = (await ada.post('/leads', { lastName: 'Quark' })).body.data;
  const bob = door.as(await firm.makeUser({ role: 'salesperson' }));
  expect((await bob.post(`/leads/${lead.id}/anonymise`)).status).toBe(403);
  expect((await ada.get(`/leads/${lead.id}`)).body.data.lastName).toBe('Quark');
});
