import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addExportRoute } from '../api/export-route.ts';

test('all records come in one archive, a file of each object, with what whoever asks may take out (OO-SET-03)', async () => {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => addExportRoute(app, api));
  const ada = door.as(firm.admin);
  const rep = door.as(await firm.makeUser({ role: 'manager' }));
  const partner = door.as(await firm.makeUser({ role: 'partner' }));
  await ada.post('/companies', { name: 'Acme; "Żółw"' });
  await ada.post('/people', { lastName: 'Hidden', access: 'personal' });
  await ada.post('/people', { lastName: 'Seen', access: 'everyone' });
  await ada.post('/notes', { body: 'First\nsecond', about: [] });

  const answer = await ada.get('/export');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  expect(answer.headers['content-disposition']).toMatch(/"relata-\d{4}-\d\d-\d\d\.zip"/);
  const files = unzipSync(answer.raw);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['companies.csv', 'people.csv', 'deals.csv', 'leads.csv', 'notes.csv']),
  );
  const text = (name: string, from = files) => strFromU8(from[name] ?? new Uint8Array());
  expect(text('companies.csv')).toContain('"Acme; ""Żółw"""');
  expect(text('people.csv')).toContain('Hidden');
  const theirs = unzipSync((await rep.get('/export')).raw);
  expect(text('people.csv', theirs)).toContain('Seen');
  expect(text('people.csv', theirs)).not.toContain('Hidden');
  expect((await partner.get('/export')).status).toBe(403);
});
