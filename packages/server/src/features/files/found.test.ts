import { expect, test } from 'vitest';
import { formWith } from '#test/cast.ts';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addFileRoutes } from './index.ts';

test('whoever looks for anything finds notes and files on the records that they are about, as far as they see these', async () => {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => addFileRoutes(app, api));
  const ada = door.as(firm.admin);
  const { id } = (await ada.post('/companies', { name: 'Acme' })).body.data;
  const about = [{ object: 'company', id }];
  const note = (await ada.post('/notes', { body: 'They want a zeppelin', about })).body.data;
  await ada.post('/notes', { body: 'A zeppelin that is about nothing' });
  const upload = formWith('zeppelin.pdf', 'x', { about: JSON.stringify(about) });
  const file = (await ada.send('/files', upload)).body.data;
  const found = (await ada.get('/search?q=zeppelin')).body.data;
  const on = { object: 'company', id, title: 'Acme' };
  expect(found).toHaveLength(2);
  expect(found).toContainEqual(expect.objectContaining({ object: 'note', id: note.id, about: on }));
  expect(found).toContainEqual(expect.objectContaining({ object: 'file', id: file.id, about: on }));
  expect((await ada.get('/search?q=Acme')).body.data).toMatchObject([{ id, about: null }]);

  await ada.delete(`/companies/${id}`);
  expect((await ada.get('/search?q=zeppelin')).body.data).toEqual([]);
});

test('a file is found by any word of its name, a note by any word in it, also mistyped', async () => {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => addFileRoutes(app, api));
  const ada = door.as(firm.admin);
  const { id } = (await ada.post('/companies', { name: 'Acme' })).body.data;
  const about = [{ object: 'company', id }];
  const upload = formWith('Angebot_2026-Kühlanlage.final.pdf', 'x', {
    about: JSON.stringify(about),
  });
  expect((await ada.send('/files', upload)).status).toBe(201);
  await ada.post('/notes', { body: 'They want a quotation\nfor the refrigerator', about });
  const found = async (q: string) => {
    const path = `/search?objects=file,note&q=${encodeURIComponent(q)}`;
    return (await ada.get(path)).body.data.map((one: { object: string }) => one.object);
  };
  for (const q of [
    'angebot',
    '2026',
    'kühl',
    'Kuehlanlage',
    'final',
    'pdf',
    'Angebot_2026',
    'Angeobt',
  ])
    expect(await found(q), q).toEqual(['file']);
  for (const q of ['quotation', 'refrig', 'refridgerator', 'want refrigerator'])
    expect(await found(q), q).toEqual(['note']);
});
