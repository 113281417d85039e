import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, () => {});
  const ada = door.as(firm.admin);
  const { body } = await ada.get('/lead-statuses?sort=position');
  const statuses: { id: string; name: string; means: string }[] = body.data;
  const status = (name: string) => statuses.find((one) => one.name === name)?.id ?? '';
  const make = async (values: object) => (await ada.post('/leads', values)).body.data;
  return { firm, door, ada, statuses, status, make };
}

test('a new workspace has the statuses of leads that most teams know, and each says what it means', async () => {
  const { statuses } = await open();
  expect(statuses.map(({ name, means }) => [name, means])).toEqual([
    ['New', 'new'],
    ['In progress', 'working'],
    ['Qualified', 'qualified'],
    ['Disqualified: no interest', 'disqualified'],
    ['Disqualified: bad data', 'disqualified'],
    ['Disqualified: duplicate', 'disqualified'],
  ]);
});

test('a lead begins as new, and its progress follows its status whoever moves it', async () => {
  const { ada, make, status } = await open();
  const lead = await make({ firstName: 'Rosa', lastName: 'Prado' });
  expect(lead).toMatchObject({
    title: 'Rosa Prado',
    state: 'new',
    priority: 'normal',
    seen: false,
  });
  const moved = await ada.patch(`/leads/${lead.id}`, { status: status('In progress') });
  expect(moved.body.data.state).toBe('working');
  const byHand = await ada.patch(`/leads/${lead.id}`, { state: 'qualified' });
  expect(byHand.body.errors).toMatchObject([{ field: 'state', code: 'use_action' }]);
  const dragged = await ada.patch(`/leads/${lead.id}`, { status: status('Qualified') });
  expect(dragged.body.errors).toMatchObject([{ field: 'status', code: 'use_action' }]);
});

test('why a lead was turned away is forgotten once it is worked on again', async () => {
  const { ada, make, status } = await open();
  const reasons = (await ada.get('/disqualification-reasons')).body.data;
  const lead = await make({ companyName: 'Acme' });
  const away = await ada.patch(`/leads/${lead.id}`, {
    status: status('Disqualified: bad data'),
    disqualificationReason: reasons[0].id,
  });
  expect(away.body.data).toMatchObject({ state: 'disqualified' });
  const back = await ada.patch(`/leads/${lead.id}`, { status: status('New') });
  expect(back.body.data).toMatchObject({ state: 'new', disqualificationReason: null });
});

test('whose a lead was first is remembered when others take it over', async () => {
  const { firm, ada, make } = await open();
  const bob = await firm.makeUser({ name: 'Bob' });
  const lead = await make({ lastName: 'Prado', owner: null });
  expect(lead).toMatchObject({ owner: null, originalOwner: null });
  await ada.patch(`/leads/${lead.id}`, { owner: bob.id });
  const given = await ada.patch(`/leads/${lead.id}`, { owner: firm.admin.id });
  expect(given.body.data).toMatchObject({
    owner: firm.admin.id,
    originalOwner: bob.id,
  });
});

test('the same name in the same system is one lead, in another system another one', async () => {
  const { ada, make } = await open();
  await make({ lastName: 'Prado', externalOrigin: 'hubspot', externalId: 'A-1' });
  const again = await ada.post('/leads', {
    lastName: 'Prado',
    externalOrigin: 'HubSpot',
    externalId: 'a-1',
  });
  expect(again.body.errors).toMatchObject([{ field: 'externalId', code: 'taken' }]);
  const elsewhere = { lastName: 'Prado', externalOrigin: 'mautic', externalId: 'A-1' };
  expect((await ada.post('/leads', elsewhere)).status).toBe(201);
  expect((await ada.post('/leads', { lastName: 'Prado', externalId: 'A-1' })).status).toBe(201);
});

test('the inbox puts what is due before what is important, and that before what is new, page by page', async () => {
  const { firm, ada, make, status } = await open();
  const working = status('In progress');
  const made: [string, object][] = [
    ['touched', { status: working }],
    ['new', {}],
    ['urgent, touched', { priority: 'urgent', status: working }],
    ['urgent', { priority: 'urgent' }],
    ['low', { priority: 'low' }],
    ['due tomorrow', { priority: 'low' }],
    ['late', { priority: 'low' }],
    ['high', { priority: 'high' }],
    ['newer', {}],
  ];
  const about: Record<string, string> = {};
  for (const [lastName, values] of made) {
    firm.clock.pass(1);
    about[lastName] = (await make({ lastName, ...values })).id;
  }
  const plan = (lead: string, due: string) =>
    ada.post('/activities', {
      subject: 'Call',
      due,
      about: [{ object: 'lead', id: about[lead] }],
    });
  await plan('due tomorrow', '2099-01-02T10:00:00Z');
  await plan('late', '2020-01-02T10:00:00Z');
  const found: string[] = [];
  let after = '';
  do {
    const { body } = await ada.get(`/leads?limit=2${after && `&after=${after}`}`);
    found.push(...body.data.map((one: { title: string }) => one.title));
    after = body.page.next ?? '';
  } while (after);
  expect(found).toEqual([
    'late',
    'due tomorrow',
    'urgent',
    'urgent, touched',
    'high',
    'newer',
    'new',
    'touched',
    'low',
  ]);
});

test('what a status means stays, the last of its kind stays, and one of them is for touched leads', async () => {
  const { ada, statuses, status } = await open();
  const at = (name: string) => `/lead-statuses/${status(name)}`;
  const other = await ada.patch(at('New'), { means: 'working' });
  expect(other.body.errors).toMatchObject([{ field: 'means', code: 'status_stays' }]);
  const gone = await ada.delete(at('Qualified'));
  expect([gone.status, gone.body.reason]).toEqual([409, 'status_needed']);
  expect((await ada.delete(at('Disqualified: duplicate'))).status).toBe(200);
  const called = await ada.post('/lead-statuses', { name: 'Called', onTouch: true });
  expect(called.status).toBe(201);
  const touched = (await ada.get('/lead-statuses')).body.data.filter(
    (one: { onTouch: boolean }) => one.onTouch,
  );
  expect(touched.map((one: { name: string }) => one.name)).toEqual(['Called']);
  const closed = await ada.patch(at('Qualified'), { onTouch: true });
  expect(closed.body.errors).toMatchObject([{ field: 'onTouch', code: 'open_status' }]);
  expect(statuses).toHaveLength(6);
});

test('a partner sees the leads that were handed to them, what their statuses are called, and no others', async () => {
  const { firm, door, make } = await open();
  const partner = await firm.makeUser({ role: 'partner', name: 'Pia' });
  const pia = door.as(partner);
  await make({ lastName: 'Ours' });
  await make({ lastName: 'Theirs', owner: partner.id });
  const own = (await pia.post('/leads', { lastName: 'Brought' })).body.data;
  expect(own).toMatchObject({ owner: partner.id, state: 'new' });
  const seen = (await pia.get('/leads?sort=title&include=status')).body.data;
  expect(
    seen.map((one: { title: string; status: { title: string } }) => [one.title, one.status.title]),
  ).toEqual([
    ['Brought', 'New'],
    ['Theirs', 'New'],
  ]);
});
