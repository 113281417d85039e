import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

const birthdays = (days: string[]): { name: string; text: string } => ({
  name: 'days.csv',
  text: ['Name;Birthday', ...days.map((day, at) => `P${at} X;${day}`)].join('\n'),
});

test('03/04 is never guessed: the preview asks, and the import waits for the answer', async () => {
  const { call, upload, finished, all } = await importing();
  const { body } = await upload(birthdays(['03/04/2001', '05/06/2001']));
  const { id, questions } = body.data;
  expect(questions).toEqual([
    {
      kind: 'dates',
      column: 'Birthday',
      options: [{ value: 'DMY' }, { value: 'MDY' }],
      required: true,
    },
  ]);
  const refused = await call.post(`/imports/${id}/start`);
  expect([refused.status, refused.body.reason, refused.body.errors[0].code]).toEqual([
    409,
    'questions',
    'question_dates',
  ]);
  const answered = await call.patch(`/imports/${id}`, { options: { dates: 'MDY' } });
  expect(answered.body.data.questions).toEqual([]);
  expect(answered.body.data.preview[0].values.birthday).toBe('2001-03-04');
  await call.post(`/imports/${id}/start`);
  await finished(id);
  expect((await all('people')).map((one) => one.birthday)).toEqual(['2001-03-04', '2001-05-06']);
});

test('one day of the 25th, two thousand rows further down, settles the whole column', async () => {
  const { run, all } = await importing();
  const days = Array.from({ length: 2500 }, () => '03/04/2001');
  days[2400] = '25/12/2001';
  const done = await run(birthdays(days));
  expect(done.questions).toEqual([]);
  expect(done.result).toMatchObject({ made: 2500, refused: 0 });
  expect(new Set((await all('people')).map((one) => one.birthday))).toEqual(
    new Set(['2001-04-03', '2001-12-25']),
  );
});

test('days that contradict each other are asked about; those that do not fit the answer are refused, not swapped', async () => {
  const { upload, call, finished } = await importing();
  const { body } = await upload(birthdays(['25/12/2001', '12/25/2001', '03/04/2001']));
  expect(body.data.questions).toMatchObject([{ kind: 'dates' }]);
  await call.post(`/imports/${body.data.id}/start`, { options: { dates: 'DMY' } });
  expect((await finished(body.data.id)).result).toMatchObject({ made: 2, refused: 1 });
});

test('a column that is not imported asks nothing', async () => {
  const { upload, call } = await importing();
  const { body } = await upload(birthdays(['03/04/2001']));
  const answer = await call.patch(`/imports/${body.data.id}`, {
    mapping: [{ column: 'Name', field: 'name' }],
  });
  expect(answer.body.data.questions).toEqual([]);
});

test('1.234 is asked about as well, for each column on its own', async () => {
  const { upload, call, finished, all } = await importing();
  const { body } = await upload({
    name: 'deals.csv',
    text: 'Deal name;Value;Recurring value;Stage\nA;1.234;10,50;Qualified\nB;2.345;1.000,00;Qualified\n',
  });
  expect(body.data.object).toBe('deal');
  expect(body.data.questions).toMatchObject([{ kind: 'decimal', column: 'Value' }]);
  const mapping = body.data.mapping.map((entry: { column: string }) =>
    entry.column === 'Value' ? { ...entry, decimal: ',' } : entry,
  );
  await call.post(`/imports/${body.data.id}/start`, { mapping });
  await finished(body.data.id);
  expect((await all('deals')).map((one) => [one.value.amount, one.recurringValue.amount])).toEqual([
    ['1234.00', '10.50'],
    ['2345.00', '1000.00'],
  ]);
});

test('where two encodings are as likely, somebody looks before anything is stored', async () => {
  const { upload, call, finished, all } = await importing();
  const { body } = await upload('bom-utf8-but-windows-1252.csv');
  const [question] = body.data.questions;
  expect(question).toMatchObject({ kind: 'encoding', required: true });
  expect(question.options[0]).toMatchObject({
    value: 'windows-1252',
    example: expect.stringContaining('José Conceição'),
  });
  await call.post(`/imports/${body.data.id}/start`, { options: { encoding: 'windows-1252' } });
  await finished(body.data.id);
  expect((await all('people')).map((one) => one.title)).toContain('José Conceição');
});

test('two people of one mailbox: the preview tells, and the person may keep them apart', async () => {
  const { upload, call, finished, all } = await importing();
  const text = 'Name,Email\nDavi Mar,familia@mar.example\nEva Mar,familia@mar.example\n';
  const one = await upload({ name: 'a.csv', text });
  expect(one.body.data.questions).toMatchObject([{ kind: 'sharedEmails', required: false }]);
  expect(one.body.data.preview[1].problems).toMatchObject([
    { code: 'shared_address', level: 'warning' },
  ]);
  await call.post(`/imports/${one.body.data.id}/start`, { options: { sharedEmails: 'apart' } });
  expect((await finished(one.body.data.id)).result).toMatchObject({ made: 2 });
  expect((await all('people')).map((person) => person.title)).toEqual(['Davi Mar', 'Eva Mar']);
});

test('what looks like a list of companies may be imported as people all the same', async () => {
  const { upload, call } = await importing();
  const { body } = await upload({
    name: 'list.csv',
    text: 'Name;Domain;Industry;Employees;E-mail\nAna Luz;luz.example;Food;3;ana@luz.example\n',
  });
  expect(body.data).toMatchObject({ object: 'company', options: { match: ['domain', 'name'] } });
  const changed = await call.patch(`/imports/${body.data.id}`, { object: 'person' });
  expect(changed.status).toBe(200);
  expect(changed.body.data).toMatchObject({ object: 'person', options: { match: ['emails'] } });
  expect(changed.body.data.preview[0].values).toMatchObject({ firstName: 'Ana', lastName: 'Luz' });
});

test('the currency beside an amount of one’s own goes with it, whatever language the file speaks', async () => {
  const { upload, call, finished, all } = await importing();
  const made = await call.post('/fields', {
    ...{ object: 'deal', name: 'freight', kind: 'money' },
    label: { en: 'Freight', pl: 'Koszt dostawy' },
  });
  expect(made.status).toBe(201);
  for (const [amount, currency] of [
    ['Freight', 'Freight (currency)'],
    ['Koszt dostawy', 'Waluta – koszt dostawy'],
  ]) {
    const text = `Deal name;Stage;${amount};${currency}\nA;Qualified;10,50;PLN\n`;
    const { body } = await upload({ name: 'deals.csv', text });
    await call.post(`/imports/${body.data.id}/start`, {});
    await finished(body.data.id);
  }
  expect((await all('deals')).map((one) => one.freight)).toEqual([
    { amount: '10.50', currency: 'PLN' },
    { amount: '10.50', currency: 'PLN' },
  ]);
});

test('what the texts of a list mean is said one by one: a stage, a colleague, nothing at all', async () => {
  const { call, upload, finished, all, admin } = await importing();
  const { body } = await upload({
    name: 'deals.csv',
    text: 'Deal,Stage,Status,Owner\nA,Angebot,gewonnen,Otto\nB,angebot,offen,\nC,Müll,,Otto\n',
  });
  const { id, columns } = body.data;
  expect(columns.map((one: { values?: unknown }) => one.values)).toEqual([
    undefined,
    [
      { text: 'Angebot', rows: 2 },
      { text: 'Müll', rows: 1 },
    ],
    [
      { text: 'gewonnen', rows: 1 },
      { text: 'offen', rows: 1 },
    ],
    [{ text: 'Otto', rows: 2 }],
  ]);
  const stages = (await call.get('/stages?sort=position')).body.data;
  const mapping = [
    { column: 'Deal', field: 'name' },
    { column: 'Stage', field: 'stage', values: { Angebot: stages[2].id, Müll: '' } },
    { column: 'Status', field: 'status', values: { gewonnen: 'won' }, otherwise: 'open' },
    { column: 'Owner', field: 'owner', values: { Otto: admin.id } },
  ];
  const answer = await call.patch(`/imports/${id}`, { mapping, options: { createOptions: true } });
  expect(answer.body.data.unknown).toEqual([]);
  expect((await call.post(`/imports/${id}/start`)).status).toBe(202);
  expect(await finished(id)).toMatchObject({ result: { made: 3, refused: 0 }, unknown: [] });
  const deals = await all('deals', '&include=owner.title');
  expect(deals.map((one) => [one.name, one.status, one.owner.id])).toEqual([
    ['A', 'won', admin.id],
    ['B', 'open', admin.id],
    ['C', 'open', admin.id],
  ]);
  expect([deals[1].stage, deals[2].stage]).toEqual([stages[2].id, stages[0].id]);
  expect((await call.get('/stages')).body.data).toHaveLength(stages.length);
});
