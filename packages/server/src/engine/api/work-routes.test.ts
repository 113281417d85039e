import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, inBackground, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addWorkRoutes } from './work-routes.ts';

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await inBackground((await workspace()).engine);
});
afterAll(() => stop());

test('whoever starts a bulk edit follows it to its end; others do not know of it', async () => {
  const made = await workspace();
  const door = await openDoor(made, addWorkRoutes);
  const [ada, rep] = [door.as(made.admin), door.as(await made.makeUser())];
  await ada.post('/people/batch', {
    create: Array.from({ length: 20 }, (_, i) => ({ lastName: `P${i}` })),
  });
  const started = await ada.post('/people/bulk', { where: {}, set: { jobTitle: 'Buyer' } });
  expect(started.status).toBe(202);
  const { id } = started.body.data;
  const item = await eventually(async () => {
    const { data } = (await ada.get(`/work/${id}`)).body;
    return data.status === 'done' && data;
  });
  expect(item).toMatchObject({
    kind: 'bulk',
    object: 'person',
    result: { updated: 20 },
    batch: id,
  });
  expect((await ada.get('/work')).body.data).toMatchObject([{ id }]);
  expect((await rep.get('/work')).body.data).toEqual([]);
  expect((await rep.get(`/work/${id}`)).status).toBe(404);
  expect((await rep.post(`/work/${id}/cancel`)).status).toBe(404);
  expect((await ada.post(`/work/${id}/cancel`)).body.data.status).toBe('done');
  expect((await ada.get('/work/nonsense')).status).toBe(404);
});
