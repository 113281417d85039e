import { expect, test } from 'vitest';
import { type Caller, openDoor } from '#test/door.ts';
import { importing } from '#test/importing.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';
import { changePerson } from '../people/change-person.ts';

async function open(firm?: Awaited<ReturnType<typeof workspace>>) {
  const made = firm ?? (await workspace());
  const door = await openDoor(made, () => {});
  const [ana, ben] = await Promise.all(
    ['Ana', 'Ben'].map(async (name) => {
      const user = await made.makeUser({ name });
      return { ...door.as(user), id: user.id };
    }),
  );
  if (!ana || !ben) throw new Error('two people were made');
  return { firm: made, boss: door.as(made.admin), ana, ben };
}

const rossi = { lastName: 'Rossi', emails: [{ value: 'Rossi@acme.example' }] };
const asked = async (who: Caller, values: object, plural = 'people') =>
  (await who.post(`/${plural}/duplicates`, values)).body.data;
const nothing = { records: [], kept: [] };

test('whoever makes a person that is there already is shown it', async () => {
  const { ana, ben } = await open();
  const { id } = (await ana.post('/people', rossi)).body.data;
  const found = {
    records: [
      {
        ...{ object: 'person', id, title: 'Rossi', strength: 'strong' },
        reasons: [{ by: 'email', field: 'emails', value: 'rossi@acme.example' }],
      },
    ],
    kept: [],
  };
  expect(await asked(ben, { emails: [{ value: 'rossi@ACME.example' }] })).toEqual(found);
  expect(await asked(ben, { jobTitle: 'Rossi', emails: [{ value: 'rossi@' }] })).toEqual(nothing);
  expect((await ben.post('/people/duplicates', { nonsense: 1 })).status).toBe(400);
});

test('of one that is kept from them they learn that it exists and whom to ask, and nothing else', async () => {
  const { ana, ben, boss } = await open();
  const made = await ana.post('/people', { ...rossi, access: 'restricted', jobTitle: 'Buyer' });
  const answer = await ben.post('/people/duplicates', rossi);
  expect(answer.body.data).toEqual({
    records: [],
    kept: [{ fields: ['emails'], ask: { id: ana.id, name: 'Ana' } }],
  });
  expect(answer.raw.toString()).not.toContain(made.body.data.id);
  expect(answer.raw.toString()).not.toContain('Buyer');
  expect((await asked(boss, rossi)).records).toHaveLength(1);
});

test('whom to ask is not whoever made it, where that is kept', async () => {
  const { firm, ana, ben } = await open();
  const outside = await openOutside(firm);
  const boss = await outside.as(firm.admin);
  const hidden = await boss.patch('/fields/person.createdBy', { seenBy: ['manager'] });
  expect([hidden.status, hidden.body.code]).toEqual([200, undefined]);
  const made = await ana.post('/people', { ...rossi, access: 'restricted', owner: null });
  expect([made.status, made.body.code]).toEqual([201, undefined]);
  expect(await asked(ben, rossi)).toEqual({
    records: [],
    kept: [{ fields: ['emails'], ask: null }],
  });
  expect(await asked(boss, rossi)).toMatchObject({ records: [{ title: 'Rossi' }] });
});

test('a personal one exists for nobody else', async () => {
  const { ana, ben, boss } = await open();
  await ana.post('/people', { ...rossi, access: 'personal' });
  for (const other of [ben, boss]) expect(await asked(other, rossi)).toEqual(nothing);
});

test('a workspace that does not want it tells of none', async () => {
  const { firm, ana, ben } = await open();
  await ana.post('/companies', { name: 'Acme', access: 'restricted' });
  expect((await asked(ben, { name: 'ACME' }, 'companies')).kept).toHaveLength(1);
  await firm.engine.database.query(
    `update workspace set settings = settings || '{"tellOfKept": false}' where id = $1`,
    [firm.workspaceId],
  );
  await firm.engine.workspaces.changed(firm.engine.database.query, firm.workspaceId);
  expect(await asked(ben, { name: 'ACME' }, 'companies')).toEqual(nothing);
});

test('where whoever answered for it has left, an administrator is asked', async () => {
  const { firm, ana, ben } = await open();
  await ana.post('/companies', { name: 'Acme', access: 'restricted' });
  await firm.as(firm.admin).work((work) => changePerson(work, ana.id, { active: false }));
  expect((await asked(ben, { name: 'Acme' }, 'companies')).kept).toEqual([
    { fields: ['name'], ask: null },
  ]);
});

test('who may make none learns nothing', async () => {
  const { firm, ana } = await open();
  await ana.post('/people', rossi);
  const viewer = await openDoor(firm, () => {});
  const user = await firm.makeUser({ role: 'viewer' });
  expect((await viewer.as(user).post('/people/duplicates', rossi)).status).toBe(403);
});

test('a row of a file that doubles what is kept from the importer says so, and is made', async () => {
  const firm = await importing();
  const { ana, ben: other } = await open(firm);
  const ben = firm.door.as({ ...firm.admin, id: other.id });
  await ana.post('/people', { ...rossi, access: 'restricted' });
  const text = 'Last name,E-mail\nRossi,rossi@acme.example\nVerdi,verdi@acme.example\n';
  const file = { name: 'people.csv', text };
  const { preview } = (await firm.upload(file, { object: 'person' }, ben)).body.data;
  expect(preview.map((row: { problems: { code: string }[] }) => row.problems)).toMatchObject([
    [{ code: 'kept_exists', level: 'warning', values: { name: 'Ana' } }],
    [],
  ]);
  const done = await firm.run(file, {}, ben);
  expect(done.result).toMatchObject({ made: 2 });
});

test('T11 however many others there are that they do not see, what they see is found', async () => {
  const { ana, ben, boss } = await open();
  const many = Array.from({ length: 30 }, () => ({ ...rossi, access: 'personal' }));
  expect((await ana.post('/people/batch', { create: many })).status).toBe(200);
  const mine = (await ben.post('/people', rossi)).body.data.id;
  for (const who of [ben, boss])
    expect((await asked(who, rossi)).records.map((one: { id: string }) => one.id)).toEqual([mine]);
});
