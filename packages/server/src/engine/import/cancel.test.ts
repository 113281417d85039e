import { expect, test } from 'vitest';
import { eventually } from '#test/door.ts';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

const people = (rows: number): { name: string; text: string } => ({
  name: 'people.csv',
  text: [
    'First name,Last name,Email',
    ...Array.from({ length: rows }, (_, n) => `Ana${n},Luz,ana${n}@luz.example`),
  ].join('\n'),
});

test(
  'a cancelled import keeps what it has done, says how much, and can be taken back',
  { timeout: 60_000 },
  async () => {
    const { call, upload, finished, total, undo } = await importing();
    const { id } = (await upload(people(12_000))).body.data;
    await call.post(`/imports/${id}/start`);
    await eventually(async () => (await call.get(`/imports/${id}`)).body.data.progress.done > 0);
    const cancelled = await call.post(`/imports/${id}/cancel`);
    expect(cancelled.status).toBe(200);
    const done = await finished(id);
    expect(done.status).toBe('cancelled');
    const { made } = await eventually(async () => {
      const { result } = (await call.get(`/imports/${id}`)).body.data;
      return result.made === (await total('people')) && result;
    });
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(12_000);
    expect((await call.post(`/imports/${id}/cancel`)).status).toBe(409);
    await undo(done.batch);
    expect(await total('people')).toBe(0);
    expect((await call.get(`/imports/${id}`)).body.data.status).toBe('undone');
  },
);

test(
  'cancelled as long work, it is a cancelled import all the same',
  { timeout: 60_000 },
  async () => {
    const { call, upload, finished } = await importing();
    const { id } = (await upload(people(12_000))).body.data;
    const { work } = (await call.post(`/imports/${id}/start`)).body.data;
    await eventually(async () => (await call.get(`/imports/${id}`)).body.data.progress.done > 0);
    await call.post(`/work/${work}/cancel`);
    expect((await finished(id)).status).toBe('cancelled');
  },
);

test('a draft that nobody wants is cancelled before it begins', async () => {
  const { call, upload, total } = await importing();
  const { id } = (await upload(people(3))).body.data;
  expect((await call.post(`/imports/${id}/cancel`)).body.data.status).toBe('cancelled');
  expect((await call.post(`/imports/${id}/start`)).status).toBe(409);
  expect(await total('people')).toBe(0);
});
