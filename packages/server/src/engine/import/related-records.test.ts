import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

const csv = (name: string, ...rows: string[]): { name: string; text: string } => ({
  name: `${name}.csv`,
  text: rows.join('\n'),
});

test('people of one company find it whatever its spelling, and whatever import made it', async () => {
  const { run, all } = await importing();
  await run(
    csv(
      'a',
      'First name,Last name,Company',
      'Ana,Luz,Padaria Açaí',
      'Bia,Sol,padaria  acai ',
      'Caio,Rio,PADARIA AÇAÍ',
    ),
  );
  const second = await run(
    csv('b', 'First name,Last name,Company', 'Davi,Mar,Padaria açai', 'Eva,Mar,Other'),
  );
  expect(second.result.related).toEqual({ company: { made: 1 } });
  expect((await all('companies')).map((one) => one.name)).toEqual(['Padaria Açaí', 'Other']);
});

test('two companies of one name are told apart by their domains', async () => {
  const { run, all } = await importing();
  await run(
    csv(
      'a',
      'First name,Last name,Company,Company domain',
      'A,A,Central,central.example',
      'B,B,Central,https://www.central.example/x',
      'C,C,Central,other.example',
      'D,D,Central,',
      'E,E,,new.example',
    ),
  );
  const people = await all('people', '&include=company.title,company.domain');
  expect(people.map((one) => [one.company.title, one.company.domain])).toEqual([
    ['Central', 'central.example'],
    ['Central', 'central.example'],
    ['Central', 'other.example'],
    ['Central', 'central.example'],
    ['new.example', 'new.example'],
  ]);
  expect(await all('companies')).toHaveLength(3);
});

test('companies and persons in one file find each other, whichever comes first', async () => {
  const { run, all } = await importing();
  const text = [
    '"Company/Person","First name","Last name","Company name","Email (work)","Temperature level","Contact type"',
    '"Person","Ana","Luz","Mar Azul","ana@luz.example","Hot","Client"',
    '"Company","","","Mar Azul","info@mar.example","Lukewarm","Friend"',
  ].join('\n');
  const done = await run({ name: 'onlyoffice.csv', text });
  expect(done).toMatchObject({
    preset: 'onlyoffice',
    result: { made: 2, related: {}, objects: { person: { made: 1 }, company: { made: 1 } } },
  });
  const [company] = await all('companies');
  expect(company).toMatchObject({
    name: 'Mar Azul',
    temperature: 'Lukewarm',
    relationship: 'Friend',
    emails: [{ value: 'info@mar.example' }],
  });
  expect(await all('people')).toMatchObject([
    { company: company.id, temperature: 'hot', relationship: 'client' },
  ]);
});

const deals = csv(
  'deals',
  'Deal name,Value,Currency,Pipeline,Stage,Status,Company,Contact,E-mail,Closed,Lost reason,Owner,External ID',
  'Pumps,1200.50,EUR,Sales,Proposal made,Open,Mar Azul,Ana Luz,ana@luz.example,,,Ada Admin,1',
  'Pipes,99,USD,,,Won,Mar Azul,Ana Luz,ana@luz.example,2024-03-09,,nobody,2',
  'Valves,10,EUR,Repairs,Broken,Lost,Sol,Bia Sol,,2024-04-01,Weather,ada@nowhere.example,3',
);

test('deals find stage, company, people and reason by name, and end when the file says', async () => {
  const { run, all, admin } = await importing();
  const done = await run(deals);
  expect(done.result).toMatchObject({
    made: 3,
    refused: 0,
    related: { company: { made: 2 }, person: { made: 2 } },
  });
  const found = await all(
    'deals',
    '&include=stage.title,company.title,people.title,lostReason.title,pipeline.title',
  );
  expect(
    found.map((one) => [
      one.name,
      one.value,
      one.status,
      one.stage.title,
      one.company.title,
      one.people[0].title,
      one.closedOn,
    ]),
  ).toEqual([
    [
      'Pumps',
      { amount: '1200.50', currency: 'EUR' },
      'open',
      'Proposal made',
      'Mar Azul',
      'Ana Luz',
      null,
    ],
    [
      'Pipes',
      { amount: '99.00', currency: 'USD' },
      'won',
      'Won',
      'Mar Azul',
      'Ana Luz',
      '2024-03-09',
    ],
    [
      'Valves',
      { amount: '10.00', currency: 'EUR' },
      'lost',
      'Lost',
      'Sol',
      'Bia Sol',
      '2024-04-01',
    ],
  ]);
  expect(found.map((one) => one.owner)).toEqual([admin.id, admin.id, admin.id]);
  expect(done.unknown.map((one: { text: string }) => one.text).toSorted()).toEqual([
    'Broken',
    'Repairs',
    'Weather',
    'ada@nowhere.example',
    'nobody',
  ]);
  const people = await all('people', '&include=company.title');
  expect(people.map((one) => [one.title, one.company.title, one.emails?.[0].value])).toEqual([
    ['Ana Luz', 'Mar Azul', 'ana@luz.example'],
    ['Bia Sol', 'Sol', undefined],
  ]);
  // A contact who is only named is found again in his company.
  await run(csv('more', 'Deal name,Company,Contact,Stage,Value', 'Taps,Sol,bia sol,Won,1'));
  expect(await all('people')).toHaveLength(2);
});

test('stages, pipelines and reasons that are missing are made where somebody asks for it, and may', async () => {
  const { run, all, door, makeUser } = await importing();
  const rep = door.as(await makeUser());
  await run(deals, { options: { createOptions: true } }, rep);
  expect((await all('pipelines')).map((one) => one.name)).toEqual(['Sales']);
  const done = await run(deals, { options: { createOptions: true, duplicates: 'make' } });
  expect(done.unknown.map((one: { text: string }) => one.text).toSorted()).toEqual([
    'ada@nowhere.example',
    'nobody',
  ]);
  expect((await all('pipelines')).map((one) => one.name)).toEqual(['Sales', 'Repairs']);
  const valves = (await all('deals', '&include=stage.title,pipeline.title,lostReason.title')).at(
    -1,
  );
  expect([
    valves.pipeline.title,
    valves.stage.title,
    valves.lostReason.title,
    valves.status,
  ]).toEqual(['Repairs', 'Broken', 'Weather', 'lost']);
});

test('a name may be given its meaning by hand', async () => {
  const { run, upload, call, finished, all } = await importing();
  await run(csv('none', 'Name', 'x'));
  const { body } = await upload(deals);
  const stages = await all('stages');
  const demo = stages.find((one) => one.name === 'Demo scheduled').id;
  const mapping = body.data.mapping.map((entry: { field: string }) =>
    entry.field === 'stage' ? { ...entry, values: { broken: demo } } : entry,
  );
  const changed = await call.patch(`/imports/${body.data.id}`, { mapping });
  expect(changed.body.data.unknown.map((one: { text: string }) => one.text)).not.toContain(
    'Broken',
  );
  await call.post(`/imports/${body.data.id}/start`);
  await finished(body.data.id);
  expect((await all('deals')).at(-1)).toMatchObject({
    name: 'Valves',
    stage: demo,
    status: 'lost',
  });
});

test('values for all: owner, tags, and what the rows leave open', async () => {
  const { run, all, makeUser } = await importing();
  const owner = await makeUser();
  await run(csv('a', 'First name,Last name,Tags', 'Ana,Luz,VIP', 'Bia,Sol,'), {
    options: { owner: owner.id, tags: ['Fair 2026', 'vip'], defaults: { source: 'show' } },
  });
  expect((await all('people')).map((one) => [one.owner, one.tags, one.source])).toEqual([
    [owner.id, ['VIP', 'Fair 2026'], 'show'],
    [owner.id, ['Fair 2026', 'VIP'], 'show'],
  ]);
});

test('a parent in the file, in the workspace, and one that nobody knows', async () => {
  const { run, all, call } = await importing();
  await run(csv('a', 'Company,Industry', 'Holding,it'));
  const done = await run(
    csv(
      'b',
      'Company,Parent company,Industry',
      'Daughter,Holding,it',
      'Granddaughter,daughter,it',
      'Orphan,Nobody,it',
      'Holding,Granddaughter,it',
    ),
    {
      options: { duplicates: 'update' },
    },
  );
  expect(done.result).toMatchObject({ made: 3, refused: 0 });
  const { body } = await call.get(`/imports/${done.id}/refused?warnings=1`);
  expect(
    String(body)
      .split('\r\n')
      .filter((line) => line.includes('itself')),
  ).toHaveLength(3);
  expect((await all('companies')).map((one) => one.parent)).toEqual([null, null, null, null]);
  const again = await run(
    csv('c', 'Company,Parent company,Industry', 'Daughter,Holding,it', 'Granddaughter,daughter,it'),
    { options: { duplicates: 'update' } },
  );
  expect(again.status).toBe('done');
  expect((await all('companies', '&include=parent.title')).map((one) => one.parent?.title)).toEqual(
    [undefined, 'Holding', 'Daughter', undefined],
  );
});

test('a company that a file only names begins with the industry that was settled for that (EP-SET-38)', async () => {
  const { run, all, call } = await importing();
  await call.patch('/fields/company.industry', { defaultAlong: { value: 'retail' } });
  await run(csv('a', 'First name,Last name,Company', 'Ana,Luz,Named only'));
  const companies = await all('companies');
  expect(companies.map((one) => [one.name, one.industry])).toContainEqual(['Named only', 'retail']);
});
