import { get } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '#test/door.ts';
import { endImporting, type Importing, importing } from '#test/importing.ts';

endImporting();

const exported = async ({ door, admin }: Pick<Importing, 'door' | 'admin'>, path: string) =>
  door.as(admin).get(path.replace(/^\/(\w+)/, '/$1/export'));

/** Two workspaces whose administrators have the same address, so that owners are found again. */
async function twoWorkspaces(): Promise<[Importing, Importing]> {
  const made = await Promise.all([importing({ country: 'BR' }), importing({ country: 'BR' })]);
  for (const one of made)
    await one.engine.database.query(
      'update "user" set email = $3 where workspace_id = $1 and id = $2',
      [one.workspaceId, one.admin.id, 'ada@firm.example'],
    );
  return made;
}

const files: [file: string, plural: string][] = [
  ['exports/google-contacts.csv', 'people'],
  ['exports/contacts.vcf', 'companies'],
  ['exports/contacts.vcf', 'people'],
  ['exports/hubspot-companies.csv', 'companies'],
  ['exports/pipedrive-deals.csv', 'deals'],
  ['exports/rd-station-negociacoes.csv', 'deals'],
  ['formula-injection.csv', 'people'],
  ['hostile-cells.csv', 'people'],
  ['quoted-newlines.csv', 'people'],
  ['parents-cyclic.csv', 'companies'],
];

test.each(
  files.flatMap((one) => (['csv', 'xlsx'] as const).map((format) => [...one, format] as const)),
)(
  '%s: its %s as %s, imported into an empty workspace and exported again, are the same',
  async (file, plural, format) => {
    const [one, other] = await twoWorkspaces();
    await one.run(file);
    const first = await exported(one, `/${plural}?format=${format}`);
    const done = await other.run(
      { name: `${plural}.${format}`, text: first.raw },
      { options: { duplicates: 'make' } },
    );
    expect(done).toMatchObject({
      preset: 'relata',
      status: 'done',
      questions: [],
      result: { refused: 0, warnings: 0 },
    });
    const [before, after] = [
      await exported(one, `/${plural}?format=csv`),
      await exported(other, `/${plural}?format=csv`),
    ];
    expect(String(after.body)).toBe(String(before.body));
    expect(String(before.headers['x-total-count'])).toBe(String(await other.total(plural)));
  },
);

test('cards come back as the same people', async () => {
  const [one, other] = await twoWorkspaces();
  await one.run('exports/google-contacts.csv');
  const cards = await exported(one, '/people?format=vcf');
  expect(cards.headers['content-type']).toBe('text/vcard; charset=utf-8');
  await other.run({ name: 'people.vcf', text: cards.raw }, { options: { duplicates: 'make' } });
  const of = async (where: Importing) =>
    (await where.all('people', '&include=company.title')).map((person) => [
      person.title,
      person.company?.title,
      person.emails,
      person.phones,
      person.addresses,
      person.birthday,
      person.tags,
      person.description,
      person.jobTitle,
    ]);
  expect(await of(other)).toEqual(await of(one));
});

test('cells that a spreadsheet would run are made harmless on the way out, and phones stay phones', async () => {
  const one = await importing({ country: 'BR' });
  await one.run('formula-injection.csv');
  const { body } = await exported(one, '/people?columns=lastName,description');
  const cells = String(body)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.replace(/^[^,]*,/, '').replace(/^"/, ''));
  expect(cells.filter((cell) => cell.startsWith("'"))).toHaveLength(19);
  expect(cells.slice(-3)).toEqual(['+55 11 90000-0001', '-5', '@ana_handle']);
});

test('a file shows what the list shows: filter, order, search, columns, in the words of whoever reads it', async () => {
  const one = await importing();
  await one.run({
    name: 'a.csv',
    text: 'First name,Last name,Temperature,Company,Email,Tags\nAna,Luz,Hot,Sol,ana@luz.example,"VIP,Fair"\nBia,Sol,Cold,Mar,bia@sol.example,\nCaio,Rio,Hot,,,\n',
  });
  const hot = encodeURIComponent(JSON.stringify({ temperature: { eq: 'hot' } }));
  const machine = await exported(
    one,
    `/people?filter=${hot}&sort=-title&columns=title,temperature,company,emails,tags`,
  );
  expect(String(machine.body).split('\r\n')).toEqual([
    '\ufefftitle,temperature,company.name,company.externalId,company.domain,company.emails,emails.1,emails.1.label,tags',
    'Caio Rio,hot,,,,,,,',
    'Ana Luz,hot,Sol,,,,ana@luz.example,,VIP ::: Fair',
    '',
  ]);
  const reader = await exported(
    one,
    `/people?q=bia&labels=1&columns=title,temperature,company.name,tags`,
  );
  expect(String(reader.body).split('\r\n')).toEqual([
    '\ufeffName,Temperature,Company,Tags',
    'Bia Sol,Cold,Mar,',
    '',
  ]);
  expect(reader.headers['content-disposition']).toMatch(
    /^attachment; filename="people-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect((await exported(one, '/people?columns=shoeSize')).status).toBe(400);
  expect((await exported(one, '/people?format=pdf')).status).toBe(400);
  expect((await exported(one, '/deals?format=vcf')).status).toBe(400);
});

test('what somebody picked by hand leaves as a file, more of it than an address could name', async () => {
  const one = await importing();
  const people = Array.from({ length: 1200 }, (_, n) => `P${n},X`).join('\n');
  await one.run({ name: 'a.csv', text: `First name,Last name\n${people}` });
  const picked = (await one.all('people')).filter((_, at) => at % 2 === 0);
  const ids = [...picked.map(({ id }) => id), one.admin.id, 'nobody'];
  const wanted = { ids, format: 'csv', columns: ['firstName'], sort: '-createdAt,-id' };
  const answer = await one.call.post('/people/export', wanted);
  expect(answer.headers['x-total-count']).toBe('600');
  expect(String(answer.body).trim().split('\r\n').slice(1)).toEqual(
    picked.map(({ firstName }) => firstName).toReversed(),
  );
  const some = await one.call.post('/people/export', {
    ids,
    filter: { firstName: { in: ['P0', 'P1', 'P2'] } },
  });
  expect(some.headers['x-total-count']).toBe('2');
  const everything = await one.call.post('/people/export', { q: 'P11', labels: true });
  expect(Number(everything.headers['x-total-count'])).toBe(111);
  const tooMany = { ids: Array.from({ length: 10_001 }, () => one.admin.id) };
  expect((await one.call.post('/people/export', tooMany)).status).toBe(413);
  expect((await one.call.post('/people/export', { shoes: 1 })).status).toBe(400);
  const viewer = one.door.as(await one.makeUser({ role: 'viewer' }));
  expect((await viewer.post('/people/export', { ids })).status).toBe(403);
});

test('columns of the engine are there for whoever names them', async () => {
  const one = await importing();
  await one.run({ name: 'a.csv', text: 'First name,Last name\nAna,Luz\n' });
  const [ana] = await one.all('people');
  const { body } = await exported(one, '/people?columns=id,version,createdAt,createdBy,title');
  expect(String(body).split('\r\n')[1]).toBe(
    `${ana.id},1,${ana.createdAt},${one.admin.email},Ana Luz`,
  );
  const everything = await exported(one, '/people?columns=*');
  expect(String(everything.body).split('\r\n')[0]).toContain('nextActivityAt');
});

test('an export is of one moment, however much is written meanwhile, and says how many it holds', async () => {
  const one = await importing();
  const people = Array.from({ length: 6000 }, (_, n) => `P${n},X`).join('\n');
  await one.run({ name: 'a.csv', text: `First name,Last name\n${people}` });
  let writing = true;
  const writers = Array.from({ length: 4 }, async () => {
    while (writing) await one.call.post('/people', { firstName: 'Late' });
  });
  for (let round = 0; round < 3; round++) {
    const { body, headers } = await exported(one, '/people?columns=firstName');
    const lines = String(body).trim().split('\r\n').slice(1);
    expect(lines).toHaveLength(Number(headers['x-total-count']));
    expect(lines.slice(0, 6000).at(-1)).toBe('P5999');
  }
  writing = false;
  await Promise.all(writers);
});

test('who may not export does not; who does is written down', async () => {
  const one = await importing();
  const viewer = one.door.as(await one.makeUser({ role: 'viewer' }));
  expect((await viewer.get('/people/export')).status).toBe(403);
  await exported(one, '/people?q=ana');
  const { rows } = await one.engine.database.query<{ data: object; actor_id: string }>(
    `select data, actor_id from event where workspace_id = $1 and type = 'person.export'`,
    [one.workspaceId],
  );
  expect(rows).toMatchObject([
    { actor_id: one.admin.id, data: { format: 'csv', q: 'ana', rows: 0 } },
  ]);
});

test('whoever goes away half-way leaves no connection behind', async () => {
  const one = await importing();
  const people = Array.from({ length: 20_000 }, (_, n) => `P${n},${'long name '.repeat(10)}`).join(
    '\n',
  );
  await one.run({ name: 'a.csv', text: `First name,Last name\n${people}` });
  const address = await one.door.app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => one.door.stop());
  const open = async (): Promise<number> => {
    const { rows } = await one.engine.database.query<{ n: string }>(
      `select count(*) as n from pg_stat_activity where application_name = 'relata export' and datname = current_database()`,
    );
    return Number(rows[0]?.n);
  };
  for (let n = 0; n < 6; n++) {
    await new Promise<void>((resolve, reject) => {
      const request = get(
        `${address}/api/v1/people/export`,
        { headers: { 'x-test-user': one.admin.id } },
        (answer) => {
          expect(answer.statusCode).toBe(200);
          answer.once('data', () => {
            request.destroy();
            resolve();
          });
        },
      );
      request.once('error', reject);
    });
  }
  await eventually(async () => (await open()) === 0);
  expect((await exported(one, '/people?columns=firstName')).status).toBe(200);
});
