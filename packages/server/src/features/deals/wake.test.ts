import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
let id: string;

beforeEach(async () => {
  firm = await workspace();
  firm.clock.set('2026-11-01T09:00:00Z');
  ada = await (await openOutside(firm)).as(firm.admin);
  id = (await ada.post('/deals', { name: 'Roof' })).body.data.id;
});

const idle = async () => {
  const { idleSince, idleBecause } = (await ada.get(`/deals/${id}`)).body.data;
  return [idleSince.slice(0, 10), idleBecause];
};
const about = () => [{ object: 'deal', id }];

test('a deal is idle since something last happened to it, and says what that was', async () => {
  expect(await idle()).toEqual(['2026-11-01', 'created']);
  firm.clock.set('2026-11-02T09:00:00Z');
  await ada.patch(`/deals/${id}`, { name: 'New roof' });
  expect(await idle()).toEqual(['2026-11-02', 'changed']);
  firm.clock.set('2026-11-03T09:00:00Z');
  await ada.post('/notes', { body: 'They like it', about: about() });
  expect(await idle()).toEqual(['2026-11-03', 'note']);
  const stages = (await ada.get('/stages')).body.data;
  firm.clock.set('2026-11-04T09:00:00Z');
  const { batch } = (await ada.patch(`/deals/${id}`, { stage: stages[1].id })).body;
  expect(await idle()).toEqual(['2026-11-04', 'moved']);
  firm.clock.set('2026-11-05T09:00:00Z');
  await ada.post(`/changes/${batch}/undo`, {});
  expect(await idle()).toEqual(['2026-11-03', 'note']);
});

test('what is planned does not wake a deal, doing it does; a save that changes nothing does not', async () => {
  firm.clock.set('2026-11-02T09:00:00Z');
  const call = (
    await ada.post('/activities', { subject: 'Call', due: '2026-11-20T09:00:00Z', about: about() })
  ).body.data;
  await ada.patch(`/deals/${id}`, { name: 'Roof' });
  expect(await idle()).toEqual(['2026-11-01', 'created']);
  await ada.patch(`/activities/${call.id}`, { done: true });
  expect(await idle()).toEqual(['2026-11-02', 'activity']);
});

test('a probability set by hand lasts until the deal moves on', async () => {
  const stages = (await ada.get('/stages')).body.data;
  const probability = async (changes: object) =>
    (await ada.patch(`/deals/${id}`, changes)).body.data.probability;
  expect(await probability({ probability: 77 })).toBe(77);
  expect(await probability({ name: 'Renamed' })).toBe(77);
  expect(await probability({ stage: stages[2].id })).toBe(stages[2].probability);
  expect(await probability({ stage: stages[3].id, probability: 5 })).toBe(5);
});

test('people have roles in a deal, several at once, and leave with it for whoever does not see the deal', async () => {
  const { id: person } = (await ada.post('/people', { lastName: 'Rossi' })).body.data;
  for (const name of ['Decides', 'Signs'])
    await ada.post('/business-roles', { person, name, description: 'since May', about: about() });
  const related = (await ada.get(`/deals/${id}/related`)).body.data;
  expect(related.find((one: { name: string }) => one.name === 'businessRoles')).toMatchObject({
    count: 2,
  });
  const { id: open } = (await ada.post('/deals', { name: 'Wall' })).body.data;
  await ada.post('/business-roles', {
    name: 'Advises',
    about: [{ object: 'deal', id: open }],
  });
  const kept = await ada.patch(`/deals/${id}`, { access: 'personal' });
  expect(kept.status, JSON.stringify(kept.body)).toBe(200);
  const other = await (await openOutside(firm)).as(await firm.makeUser());
  const answer = await other.get('/business-roles');
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(
    answer.body.data.map((one: { name: string }) => one.name),
    JSON.stringify(answer.body),
  ).toEqual(['Advises']);
});
