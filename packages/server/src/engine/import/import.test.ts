import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

const contacts = [
  'Nome,Sobrenome,E-mail,Celular,Empresa,Nascimento,Etiquetas,Vendedor',
  'Ana,Luz,ana@luz.example,11 90123-4567,Padaria Sol,25/12/1980,VIP;Novo,Ada Admin',
  'Beto,Reis,beto@reis.example,,Padaria  SOL,01/02/1990,,Ninguém',
  'Caio,,caio(at)reis,,,31/02/1999,,',
  ',,,,,,,',
  'ANA,LUZ,ANA@luz.example,,Padaria Sol,,,',
  'Davi,Mar,davi@,,Mar Azul,,vip,',
  ',,,,Só Empresa,,,',
].join('\r\n');

test('somebody drops a file, looks at it, imports it, sees what came of it, and takes it back', async () => {
  const { call, upload, finished, all, total, undo, admin } = await importing({ country: 'BR' });
  const { status, body } = await upload({ name: 'contatos.csv', text: contacts });
  expect(status).toBe(201);
  const draft = body.data;
  expect(draft).toMatchObject({
    status: 'draft',
    object: 'person',
    rows: 6,
    questions: [],
    preset: null,
  });
  expect(draft.columns[2]).toEqual({
    name: 'E-mail',
    samples: ['ana@luz.example', 'beto@reis.example', 'caio(at)reis'],
  });
  expect(draft.mapping).toContainEqual({ column: 'Empresa', field: 'company.name' });
  expect(draft.preview[0]).toMatchObject({
    line: 2,
    outcome: 'make',
    values: {
      firstName: 'Ana',
      birthday: '1980-12-25',
      'company.name': 'Padaria Sol',
      owner: admin.id,
    },
  });
  expect(draft.preview[2]).toMatchObject({ line: 4, outcome: 'refuse' });
  expect(
    draft.preview[2].problems.map((one: { code: string; level: string }) => [one.code, one.level]),
  ).toEqual([
    ['email_invalid', 'warning'],
    ['date_impossible', 'error'],
  ]);
  expect(draft.preview[3]).toMatchObject({
    line: 6,
    outcome: 'match',
    match: { title: 'Ana Luz', line: 2 },
  });
  expect(draft.unknown).toEqual([
    { code: 'user_unknown', column: 'Vendedor', field: 'owner', text: 'Ninguém', rows: 1 },
  ]);
  expect(await total('people')).toBe(0);

  expect((await call.post(`/imports/${draft.id}/start`)).status).toBe(202);
  const done = await finished(draft.id);
  expect(done).toMatchObject({
    status: 'done',
    progress: { done: 6, total: 6 },
    result: { made: 3, changed: 0, skipped: 1, refused: 2, related: { company: { made: 2 } } },
  });
  const people = await all('people', '&include=company.title,owner.title');
  expect(
    people.map((one) => [one.title, one.company?.title, one.birthday, one.tags, one.owner.title]),
  ).toEqual([
    ['Ana Luz', 'Padaria Sol', '1980-12-25', ['VIP', 'Novo'], 'Ada Admin'],
    ['Beto Reis', 'Padaria Sol', '1990-02-01', [], 'Ada Admin'],
    ['Davi Mar', 'Mar Azul', null, ['VIP'], 'Ada Admin'],
  ]);
  expect(people[2].emails).toBeNull();

  const history = await call.get(`/people/${people[0].id}/history`);
  expect(history.body.data[0]).toMatchObject({ action: 'create', batch: done.batch });
  expect((await call.get('/work')).body.data[0]).toMatchObject({
    kind: 'import',
    status: 'done',
    result: { importId: draft.id },
  });
  expect((await call.get('/imports')).body.data).toMatchObject([
    { id: draft.id, fileName: 'contatos.csv', status: 'done' },
  ]);

  await undo(done.batch);
  expect([await total('people'), await total('companies')]).toEqual([0, 0]);
  expect((await call.get(`/imports/${draft.id}`)).body.data.status).toBe('undone');
  expect((await call.get('/imports')).body.data[0].status).toBe('undone');
  expect((await call.get('/work')).body.data[0]).toMatchObject({
    kind: 'import',
    batch: done.batch,
    undone: true,
    undoes: null,
  });
});

test('an import of what is there already changes nothing, and offers nothing to take back', async () => {
  const { call, run } = await importing();
  const file = { name: 'a.csv', text: 'Name,Email\nAna Luz,ana@luz.example\n' };
  expect((await run(file)).batch).not.toBeNull();
  expect(await run(file)).toMatchObject({ batch: null, result: { made: 0, skipped: 1 } });
  const { body } = await call.get('/work');
  expect(body.data.map((item: { batch: string | null }) => item.batch)).toEqual([
    null,
    expect.any(String),
  ]);
});

test('refused rows come back as they were, with line and reason in the language of whoever imported', async () => {
  const { call, run } = await importing({ country: 'BR' });
  const done = await run({ name: 'contatos.csv', text: contacts });
  const refused = await call.get(`/imports/${done.id}/refused`);
  expect(refused.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(String(refused.body).split('\r\n')).toEqual([
    '\ufeffNome,Sobrenome,E-mail,Celular,Empresa,Nascimento,Etiquetas,Vendedor,Line,Reason',
    'Caio,,caio(at)reis,,,31/02/1999,,,4,E-mail: This is not an e-mail address: caio(at)reis Nascimento: No calendar has this date: 31/02/1999',
    ',,,,Só Empresa,,,,8,Nothing in this row names the record. Fill in a name or an e-mail.',
    '',
  ]);
  const more = await call.get(`/imports/${done.id}/refused?warnings=1`);
  expect(String(more.body)).toContain(
    'Davi,Mar,davi@,,Mar Azul,,vip,,7,E-mail: This is not an e-mail address: davi@',
  );
});

test('a file that somebody has corrected is imported once more: only what was refused is new', async () => {
  const { run, total } = await importing({ country: 'BR' });
  await run({ name: 'contatos.csv', text: contacts });
  const again = await run({
    name: 'contatos.csv',
    text: contacts.replace('31/02', '28/02').replace('caio(at)reis', 'caio@reis.example'),
  });
  expect(again.result).toMatchObject({ made: 2, skipped: 3, refused: 1, related: {} });
  expect(await total('people')).toBe(5);
});

test('an import starts at once where the mapping is given and nothing is open', async () => {
  const { upload, finished, all } = await importing();
  const { body } = await upload(
    { name: 'a.csv', text: 'x;y\nAna Luz;ana@luz.example\n' },
    {
      object: 'person',
      mapping: [
        { column: 'x', field: 'name' },
        { column: 'y', field: 'emails', label: 'home' },
      ],
      options: { tags: ['Fair'], delimiter: ';' },
    },
  );
  expect(body.data.status).not.toBe('draft');
  expect((await finished(body.data.id)).result).toMatchObject({ made: 1 });
  expect((await all('people'))[0]).toMatchObject({
    firstName: 'Ana',
    lastName: 'Luz',
    tags: ['Fair'],
    emails: [{ value: 'ana@luz.example', label: 'home', primary: true }],
  });
});

test('what is chosen otherwise is read anew: delimiter, header, object, columns', async () => {
  const { call, upload } = await importing();
  const { body } = await upload({
    name: 'a.csv',
    text: 'Ana|ana@luz.example\nBia|bia@luz.example\n',
  });
  const { id } = body.data;
  expect(body.data).toMatchObject({
    rows: 2,
    columns: [{ name: 'Column 1' }, { name: 'Column 2' }],
    problems: [{ code: 'no_header' }],
  });
  const change = async (wanted: object) => (await call.patch(`/imports/${id}`, wanted)).body.data;
  expect(await change({ options: { header: true } })).toMatchObject({
    rows: 1,
    columns: [{ name: 'Ana' }, { name: 'ana@luz.example' }],
  });
  expect(await change({ options: { header: false, delimiter: ',' } })).toMatchObject({
    rows: 2,
    columns: [{ name: 'Column 1' }],
  });
  expect(await change({ options: { delimiter: '|' } })).toMatchObject({
    columns: [{ name: 'Column 1' }, { name: 'Column 2' }],
  });
  const company = await change({
    object: 'company',
    mapping: [{ column: 'Column 1', field: 'name' }],
  });
  expect(company.preview[0]).toMatchObject({ object: 'company', values: { name: 'Ana' } });
});

test.each([
  [{ mapping: [{ column: 'Name', field: 'workspace_id' }] }, 'mapping.0.field'],
  [{ mapping: [{ column: 'Name', field: 'createdAt' }] }, 'mapping.0.field'],
  [{ mapping: [{ column: 'Name', field: 'company.people.name' }] }, 'mapping.0.field'],
  [{ mapping: [{ column: 'Name', field: '__proto__' }] }, 'mapping.0.field'],
  [{ mapping: [{ column: 'Nobody', field: 'name' }] }, 'mapping.0.column'],
  [{ object: 'user' }, undefined],
  [{ object: 'constructor' }, 'object'],
  [{ options: { match: ['jobTitle'] } }, 'options.match'],
  [{ options: { tasty: true } }, 'options'],
])('what cannot be imported into is refused: %j', async (wanted, field) => {
  const { call, upload } = await importing();
  const { body } = await upload({ name: 'a.csv', text: 'Name,Email\nAna,ana@luz.example\n' });
  const answer = await call.patch(`/imports/${body.data.id}`, wanted);
  expect(answer.status).toBe(field === undefined ? 403 : 400);
  if (field)
    expect(answer.body.errors[0].field).toContain(field.split('.').at(-1) === field ? '' : field);
});

test('an import belongs to whoever made it, and a viewer makes none', async () => {
  const { call, door, makeUser, upload } = await importing();
  const { body } = await upload({ name: 'a.csv', text: 'Name\nAna\n' });
  const other = door.as(await makeUser());
  const { id } = body.data;
  for (const answer of [
    await other.get(`/imports/${id}`),
    await other.patch(`/imports/${id}`, {}),
    await other.post(`/imports/${id}/start`),
    await other.post(`/imports/${id}/cancel`),
    await other.get(`/imports/${id}/refused`),
  ])
    expect(answer.status).toBe(404);
  const viewer = door.as(await makeUser({ role: 'viewer' }));
  expect((await upload({ name: 'a.csv', text: 'Name\nAna\n' }, {}, viewer)).status).toBe(403);
  expect((await call.post(`/imports/${id}/start`)).status).toBe(202);
  expect((await call.post(`/imports/${id}/start`)).status).toBe(409);
  expect((await call.patch(`/imports/${id}`, {})).status).toBe(409);
});

test('a file that holds no table is refused with the reason, and is not kept', async () => {
  const { upload, call } = await importing();
  const { status, body } = await upload('png-renamed.csv');
  expect([status, body.errors[0]]).toMatchObject([422, { field: 'file', code: 'file_is_picture' }]);
  expect((await call.get('/imports')).body.data).toEqual([]);
});

test('whoever looks at a record sees that it came from a file, or was made by hand', async () => {
  const { call, run, all } = await importing();
  await run({ name: 'a.csv', text: 'Name,Email\nAna Luz,ana@luz.example\n' });
  await call.post('/people', { lastName: 'Reis' });
  const [ana, reis] = await all('people');
  for (const way of ['history', 'timeline']) {
    const [first, second] = [
      await call.get(`/people/${ana.id}/${way}`),
      await call.get(`/people/${reis.id}/${way}`),
    ].map(({ body }) => (way === 'history' ? body.data[0] : body.data[0].change));
    expect([first.imported, second.imported], way).toEqual([true, undefined]);
  }
});
