import { beforeAll, expect, test } from 'vitest';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { type Caller, openDoor } from '#test/door.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { addLeadRoutes } from './index.ts';

let firm: TestWorkspace;
let door: Awaited<ReturnType<typeof openDoor>>;
let ada: Caller;
beforeAll(async () => {
  firm = await workspace({ country: 'BR' });
  door = await openDoor(firm, (app, api) => {
    addLeadRoutes(app, api);
    addWorkRoutes(app, api);
  });
  ada = door.as(firm.admin);
});

const made = async (plural: string, values: object) =>
  (await ada.post(`/${plural}`, values)).body.data;
const read = async (plural: string, id: string) => (await ada.get(`/${plural}/${id}`)).body;

test('a deal that turned out not to be one is the lead again that it was, with what was written since', async () => {
  const lead = await made('leads', { lastName: 'Prado', topic: 'Ten boilers' });
  const { deal } = (await ada.post(`/leads/${lead.id}/qualify`)).body.data;
  const note = await made('notes', { body: 'Next year', about: [{ object: 'deal', id: deal }] });
  const done = (await ada.post(`/deals/${deal}/toLead`)).body;
  expect(done).toMatchObject({
    ...{ data: { id: deal }, gone: true, became: { object: 'lead', id: lead.id } },
  });
  expect((await read('leads', lead.id)).data).toMatchObject({
    ...{ state: 'working', deal: null, qualifiedAt: null },
  });
  expect((await read('deals', deal)).status).toBe(404);
  const about = (await read('notes', note.id)).data.about.map((one: { id: string }) => one.id);
  expect(about).toContain(lead.id);

  await ada.post(`/changes/${done.batch}/undo`);
  expect((await read('leads', lead.id)).data).toMatchObject({ state: 'qualified', deal });
  expect((await read('deals', deal)).data).toMatchObject({ status: 'open', name: 'Ten boilers' });
  const back = (await read('notes', note.id)).data.about;
  expect(back).toEqual([{ object: 'deal', id: deal }]);
});

test('of a deal that never was a lead one is made, which says what the deal said and is seen by the same people', async () => {
  const company = await made('companies', { name: 'Pousada Azul' });
  const person = await made('people', {
    ...{ firstName: 'Rosa', lastName: 'Prado', company: company.id },
    emails: [{ value: 'rosa@azul.example' }],
  });
  const rui = await firm.makeUser();
  const deal = await made('deals', {
    ...{ name: 'Ten boilers', company: company.id, people: [person.id], owner: rui.id },
    ...{ value: { amount: '9000.00', currency: 'EUR' }, tags: ['VIP'], source: 'show' },
    ...{ access: 'restricted', accessList: [rui.id] },
  });
  const { became, batch } = (await ada.post(`/deals/${deal.id}/toLead`)).body;
  const lead = (await read('leads', became.id)).data;
  expect(lead).toMatchObject({
    ...{ topic: 'Ten boilers', firstName: 'Rosa', lastName: 'Prado', state: 'new' },
    ...{ company: company.id, companyName: 'Pousada Azul', person: person.id, owner: rui.id },
    ...{ tags: ['VIP'], source: 'show', access: 'restricted' },
    emails: [{ value: 'rosa@azul.example' }],
  });
  expect(lead.value.amount).toBe('9000.00');
  expect(lead.accessList).toEqual(deal.accessList);
  await ada.post(`/changes/${batch}/undo`);
  expect((await read('leads', became.id)).status).toBe(404);
  expect((await read('deals', deal.id)).data.name).toBe('Ten boilers');
});

test('T13 whoever may not delete a deal cannot make a lead of it, and a won one stays what it is', async () => {
  const deal = await made('deals', { name: 'Somebody else’s' });
  const rep = door.as(await firm.makeUser({ role: 'salesperson' }));
  expect((await rep.post(`/deals/${deal.id}/toLead`)).status).toBe(403);
  await ada.post(`/deals/${deal.id}/win`);
  expect((await ada.post(`/deals/${deal.id}/toLead`)).status).toBe(409);
});
