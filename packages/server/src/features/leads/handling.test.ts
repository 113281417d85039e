import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addLeadRoutes } from './index.ts';

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, addLeadRoutes);
  const ada = door.as(firm.admin);
  const statuses: { id: string; name: string }[] = (await ada.get('/lead-statuses')).body.data;
  const status = (name: string) => statuses.find((one) => one.name === name)?.id ?? '';
  const make = async (values: object = {}) =>
    (await ada.post('/leads', { lastName: 'Prado', ...values })).body.data;
  return { firm, door, ada, status, make };
}

test('a lead is turned away by a status that means so, with a reason if there is one', async () => {
  const { ada, make, status } = await open();
  const [reason] = (await ada.get('/disqualification-reasons')).body.data;
  const lead = await make();
  const wrong = await ada.post(`/leads/${lead.id}/disqualify`, { status: status('In progress') });
  expect(wrong.body.errors).toMatchObject([{ field: 'status', code: 'not_found' }]);
  const none = await ada.post(`/leads/${lead.id}/disqualify`, {});
  expect(none.body.errors).toMatchObject([{ field: 'status', code: 'required' }]);
  const done = await ada.post(`/leads/${lead.id}/disqualify`, {
    status: status('Disqualified: no interest'),
    reason: reason.id,
  });
  expect(done.body.data).toMatchObject({
    state: 'disqualified',
    disqualificationReason: reason.id,
  });
  const again = await ada.post(`/leads/${lead.id}/reopen`);
  expect(again.body.data).toMatchObject({ state: 'working', disqualificationReason: null });
});

test('of two who take the same lead at once one gets it, and the other is told who', async () => {
  const { firm, door, make } = await open();
  const people = await Promise.all(
    ['Bob', 'Eva', 'Pia'].map((name) => firm.makeUser({ name, role: 'salesperson' })),
  );
  const lead = await make({ owner: null });
  const answers = await Promise.all(
    people.map((one) => door.as(one).post(`/leads/${lead.id}/take`)),
  );
  const winner = answers.findIndex((one) => one.status === 200);
  expect(answers[winner]?.body.data.owner).toBe(people[winner]?.id);
  const others = answers.filter((_, i) => i !== winner);
  for (const other of others)
    expect([other.status, other.body.reason, other.body.details]).toEqual([
      409,
      'taken',
      { owner: people[winner]?.name },
    ]);
});

test('whoever only reads takes nothing', async () => {
  const { firm, door, make } = await open();
  const lead = await make({ owner: null });
  const viewer = door.as(await firm.makeUser({ role: 'viewer' }));
  expect((await viewer.post(`/leads/${lead.id}/take`)).status).toBe(403);
});

test('a call that was made touches the lead, one that is planned does not', async () => {
  const { firm, door, ada, make } = await open();
  const lead = await make();
  const about = [{ object: 'lead', id: lead.id }];
  const bob = door.as(await firm.makeUser({ name: 'Bob' }));
  const call = (await bob.post('/activities', { subject: 'Call', about })).body.data;
  const before = (await ada.get(`/leads/${lead.id}`)).body.data;
  expect(before).toMatchObject({ state: 'new', firstTouchedAt: null });
  const { batch } = (await bob.patch(`/activities/${call.id}`, { done: true })).body;
  const touched = (await ada.get(`/leads/${lead.id}`)).body.data;
  expect(touched.state).toBe('working');
  expect(touched.firstTouchedAt).not.toBeNull();
  await ada.post(`/changes/${batch}/undo`);
  expect((await ada.get(`/leads/${lead.id}`)).body.data).toMatchObject({
    state: 'new',
    firstTouchedAt: null,
  });
});

test('a lead that is put aside leaves the open ones, and comes back', async () => {
  const { ada, make } = await open();
  const lead = await make();
  const aside = `filter=${encodeURIComponent(JSON.stringify({ archivedAt: { empty: true } }))}`;
  expect((await ada.post(`/leads/${lead.id}/archive`)).body.data.archivedAt).not.toBeNull();
  expect((await ada.get(`/leads?${aside}`)).body.data).toEqual([]);
  const late = await ada.post(`/leads/${lead.id}/qualify`);
  expect([late.status, late.body.reason]).toEqual([409, 'not_available']);
  await ada.post(`/leads/${lead.id}/unarchive`);
  expect((await ada.get(`/leads?${aside}`)).body.data).toHaveLength(1);
});

test('a lead is new until its owner has opened it, whoever else looks', async () => {
  const { firm, door, ada, make } = await open();
  const bob = await firm.makeUser({ name: 'Bob' });
  const lead = await make({ owner: bob.id });
  expect((await ada.post(`/leads/${lead.id}/seen`)).body.data).toEqual({ seen: false });
  expect((await door.as(bob).post(`/leads/${lead.id}/seen`)).body.data).toEqual({ seen: true });
  const after = (await ada.get(`/leads/${lead.id}`)).body.data;
  expect([after.seen, after.version]).toEqual([true, lead.version]);
});
