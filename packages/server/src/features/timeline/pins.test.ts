import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
let deal: string;

beforeEach(async () => {
  firm = await workspace();
  ada = await (await openOutside(firm)).as(firm.admin);
  deal = (await ada.post('/deals', { name: 'Roof' })).body.data.id;
});

const about = (id = deal) => [{ object: 'deal', id }];
const make = async (path: string, values: object): Promise<string> => {
  const { status, body } = await ada.post(path, { about: about(), ...values });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.data.id;
};
interface Told {
  data: { id: string }[];
  pinned: { id: string }[];
}
const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);

test('what was noted and done long ago stands on top while it is pinned, and in its place as well (§4.3)', async () => {
  const note = await make('/notes', { body: 'They pay in January' });
  const call = await make('/activities', { subject: 'First call', done: true });
  for (let n = 0; n < 12; n++) await make('/notes', { body: `Note ${n}` });
  await ada.patch(`/notes/${note}`, { pinned: true });
  const { batch } = (await ada.patch(`/activities/${call}`, { pinned: true })).body;
  const timeline = async (query = 'limit=5'): Promise<Told> =>
    (await ada.get(`/deals/${deal}/timeline?${query}`)).body;
  const first = await timeline();
  expect(ids(first.pinned).toSorted()).toEqual([note, call].toSorted());
  expect(ids(first.data)).not.toContain(note);
  expect(ids((await timeline('limit=100')).data)).toContain(note);
  expect(ids((await timeline('kinds=note')).pinned)).toEqual([note]);
  await ada.post(`/changes/${batch}/undo`);
  expect(ids((await timeline()).pinned)).toEqual([note]);
});

test('seven are pinned to a record at most, whatever they are; another record has seven of its own', async () => {
  const notes: string[] = [];
  for (let n = 0; n < 7; n++)
    notes.push(await make('/notes', { body: `Note ${n}`, pinned: n !== 6 }));
  await make('/activities', { subject: 'Call', pinned: true });
  const eighth = await ada.patch(`/notes/${notes[6]}`, { pinned: true });
  expect(eighth.body.errors, JSON.stringify(eighth.body)).toMatchObject([
    { field: 'pinned', code: 'too_many_pinned' },
  ]);
  const made = await ada.post('/notes', { body: 'New', about: about(), pinned: true });
  expect(made.status).toBe(422);
  await ada.patch(`/notes/${notes[0]}`, { pinned: false });
  expect((await ada.patch(`/notes/${notes[6]}`, { pinned: true })).status).toBe(200);
  const { id: other } = (await ada.post('/deals', { name: 'Wall' })).body.data;
  await make('/notes', { body: 'There', about: about(other), pinned: true });
});

test('what somebody does not see leaves them all seven places', async () => {
  for (let n = 0; n < 7; n++) await make('/notes', { body: `Note ${n}`, pinned: true });
  const objects = {
    '*': { read: 'all' },
    note: { read: 'own', update: 'own', create: true },
  };
  const role = await ada.post('/roles', { name: 'Own notes', objects });
  const user = await firm.makeUser({ role: 'viewer' });
  await ada.patch(`/users/${user.id}`, { role: role.body.data.id });
  const rep = await (await openOutside(firm)).signedIn(user);
  const pin = async () =>
    (await rep.post('/notes', { body: 'Mine', about: about(), pinned: true })).status;
  const statuses = [];
  for (let n = 0; n < 8; n++) statuses.push(await pin());
  expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 422]);
  expect((await rep.get(`/deals/${deal}/timeline`)).body.pinned).toHaveLength(7);
});

interface Change {
  id: string;
  kind: string;
  change: { action: string; remark: string | null; pinned: boolean };
}
const changes = async (who = ada, id = deal): Promise<{ data: Change[]; pinned: Change[] }> =>
  (await who.get(`/deals/${id}/timeline?kinds=change`)).body;

test('a change takes a remark and stands on top while it is pinned; the history stays as it is (§4.3)', async () => {
  await ada.patch(`/deals/${deal}`, { name: 'Roof and wall' });
  const { data } = (await ada.get(`/deals/${deal}/history`)).body;
  const [renamed, made] = (await changes()).data;
  const mark = (values: object) => ada.put(`/deals/${deal}/timeline/${made?.id}`, values);
  expect((await mark({ pinned: true })).body).toEqual({ data: { remark: null, pinned: true } });
  const { body } = await mark({ remark: ' They called first. ' });
  expect(body).toEqual({ data: { remark: 'They called first.', pinned: true } });
  const told = await changes();
  expect(ids(told.data)).toEqual([renamed?.id, made?.id]);
  expect(told.pinned).toMatchObject([
    { id: made?.id, change: { remark: 'They called first.', pinned: true } },
  ]);
  expect((await ada.get(`/deals/${deal}/history`)).body.data).toEqual(data);
  await mark({ pinned: false, remark: '' });
  expect((await changes()).data[1]?.change).toMatchObject({ remark: null, pinned: false });
  expect((await ada.put(`/deals/${deal}/timeline/${deal}`, { pinned: true })).status).toBe(404);
});

test('who wrote a remark is said beside it, and nobody overwrites one that they have not read (pain 13)', async () => {
  const user = await firm.makeUser({ role: 'manager', name: 'Bob' });
  const bob = await (await openOutside(firm)).signedIn(user);
  const [made] = (await changes()).data;
  const say = (who: Caller, values: object) =>
    who.put(`/deals/${deal}/timeline/${made?.id}`, values);
  expect((await say(bob, { remark: 'They called.', was: null })).status).toBe(200);
  const late = await say(ada, { remark: 'We called.', was: null });
  expect(late.body).toMatchObject({ code: 'stale', details: { remark: 'They called.' } });
  expect(late.status).toBe(412);
  const told = async () => (await changes()).data.at(-1)?.change;
  const by = { remarkBy: { id: user.id, name: 'Bob' }, remarkAt: expect.any(String) };
  expect(await told()).toMatchObject({ remark: 'They called.', ...by });
  await say(ada, { pinned: true });
  expect(await told()).toMatchObject({ remark: 'They called.', ...by });
  expect((await say(ada, { remark: 'Both did.', was: 'They called.' })).status).toBe(200);
  expect(await told()).toMatchObject({ remarkBy: { id: firm.admin.id } });
  await say(ada, { remark: null, was: 'Both did.' });
  expect(await told()).toMatchObject({ remark: null, remarkBy: null, remarkAt: null });
});

test('changes share the seven places with notes, and come along when two records become one', async () => {
  for (let n = 0; n < 6; n++) await make('/notes', { body: `Note ${n}`, pinned: true });
  for (const name of ['Roof 2', 'Roof 3']) await ada.patch(`/deals/${deal}`, { name });
  const [third, second] = (await changes()).data;
  const pin = async (id = '') =>
    (await ada.put(`/deals/${deal}/timeline/${id}`, { pinned: true })).status;
  expect([await pin(third?.id), await pin(third?.id), await pin(second?.id)]).toEqual([
    200, 200, 422,
  ]);
  const note = await ada.post('/notes', { body: 'Eighth', about: about(), pinned: true });
  expect(note.body.errors).toMatchObject([{ code: 'too_many_pinned' }]);

  const { id: other } = (await ada.post('/deals', { name: 'Roof 3' })).body.data;
  const merged = await ada.post(`/deals/${other}/merge`, { others: [deal] });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  expect(ids((await changes(ada, other)).pinned)).toEqual([third?.id]);
});

test('T13 whoever may not change a record says nothing of its changes, and what is anonymised says nothing more', async () => {
  const { id } = (await ada.post('/leads', { lastName: 'Rossi' })).body.data;
  const told = async (who: Caller): Promise<Change[]> =>
    (await who.get(`/leads/${id}/timeline?kinds=change`)).body.data;
  const made = (await told(ada)).at(-1);
  const viewer = await (await openOutside(firm)).signedIn(await firm.makeUser({ role: 'viewer' }));
  const say = (who: Caller) => who.put(`/leads/${id}/timeline/${made?.id}`, { remark: 'Rude' });
  expect((await say(viewer)).status).toBe(403);
  expect((await say(ada)).status).toBe(200);
  expect((await told(viewer)).at(-1)?.change.remark).toBe('Rude');
  expect((await ada.post(`/leads/${id}/anonymise`)).status).toBe(200);
  expect((await told(ada)).map(({ change }) => change.remark)).not.toContain('Rude');
});

test('a remark may hold whatever somebody pastes, and there is none where an object has no timeline', async () => {
  const [made] = (await changes()).data;
  const pasted = await ada.put(`/deals/${deal}/timeline/${made?.id}`, { remark: 'a\u0000b\ud800' });
  expect(pasted.body, JSON.stringify(pasted.body)).toMatchObject({ data: { remark: 'ab\ufffd' } });
  const note = await make('/notes', { body: 'Noted' });
  const [change] = (await ada.get(`/notes/${note}/history`)).body.data;
  const said = await ada.put(`/notes/${note}/timeline/${change.id}`, { remark: 'No place' });
  expect(said.status).toBe(404);
});

test('what is pinned to a record that became part of another takes its places there', async () => {
  for (let n = 0; n < 8; n++) await ada.patch(`/deals/${deal}`, { name: `Roof ${n}` });
  const { id: other } = (await ada.post('/deals', { name: 'Roof 7' })).body.data;
  const [oldest, ...others] = (await changes()).data;
  const pin = async (at: string, id = '') =>
    (await ada.put(`/deals/${at}/timeline/${id}`, { pinned: true })).status;
  for (const { id } of others.slice(0, 7)) expect(await pin(deal, id)).toBe(200);
  const merged = await ada.post(`/deals/${other}/merge`, { others: [deal] });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  const [own] = (await changes(ada, other)).data;
  expect([await pin(other, own?.id), await pin(other, oldest?.id)]).toEqual([422, 422]);
  const eighth = { body: 'Eighth', about: about(other), pinned: true };
  expect((await ada.post('/notes', eighth)).status).toBe(422);
});

test('T13 of a change that is kept from somebody they neither read nor write a remark', async () => {
  await ada.patch(`/deals/${deal}`, { value: { amount: '50000', currency: 'EUR' } });
  const [raised] = (await changes()).data;
  const say = (who: Caller, values: object) =>
    who.put(`/deals/${deal}/timeline/${raised?.id}`, values);
  expect((await say(ada, { remark: 'Raised to 50k after the call' })).status).toBe(200);
  const role = await ada.post('/roles', {
    name: 'Without values',
    objects: { '*': { read: 'all', update: 'all' } },
    fields: { 'deal.value': 'hidden' },
  });
  expect(role.status, JSON.stringify(role.body)).toBe(201);
  const user = await firm.makeUser({ role: 'viewer' });
  await ada.patch(`/users/${user.id}`, { role: role.body.data.id });
  const rep = await (await openOutside(firm)).signedIn(user);
  const told = (await changes(rep)).data;
  expect(told.find(({ id }) => id === raised?.id)?.change.remark).toBeNull();
  expect(JSON.stringify(told)).not.toContain('50k');
  expect((await say(rep, { pinned: true })).status).toBe(404);
  expect((await changes()).data[0]?.change.remark).toBe('Raised to 50k after the call');
});
