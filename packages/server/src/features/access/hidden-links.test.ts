import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reaches } from '@relata/model';
import { addExportRoute } from '#engine/api/export-route.ts';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import { type Caller, openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { changePerson } from '../people/change-person.ts';
import { addNotificationRoutes } from '../notifications/index.ts';

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => {
    addExportRoute(app, api);
    addWorkRoutes(app, api);
    addNotificationRoutes(app, api);
  });
  const [ana, ben] = await Promise.all(
    ['Ana', 'Ben'].map(async (name) => {
      const user = await firm.makeUser({ name, role: 'manager' });
      return { ...door.as(user), id: user.id };
    }),
  );
  if (!ana || !ben) throw new Error('two people were made');
  return { firm, boss: { ...door.as(firm.admin), id: firm.admin.id }, ana, ben };
}

const make = async (who: Caller, plural: string, more: object): Promise<string> =>
  (await who.post(`/${plural}`, more)).body.data.id;
const get = async (who: Caller, path: string) => (await who.get(path)).body.data;
const filter = (where: object) => `filter=${encodeURIComponent(JSON.stringify(where))}`;

test('a link to a company that somebody may not see is empty to them, wherever they look', async () => {
  const { ana, ben } = await open();
  const company = await make(ana, 'companies', { name: 'Zephyr', access: 'personal' });
  const deal = await make(ana, 'deals', { name: 'Pumps', company });
  await ana.patch(`/deals/${deal}`, { company: null });
  await ana.patch(`/deals/${deal}`, { company });
  expect((await get(ana, `/deals/${deal}`)).company).toBe(company);
  expect((await get(ben, `/deals/${deal}`)).company).toBeNull();
  expect((await get(ben, `/deals/${deal}?include=company`)).company).toBeNull();
  expect(await get(ben, `/deals?${filter({ company: { eq: company } })}`)).toEqual([]);
  expect(await get(ben, `/deals?${filter({ company: { in: [company] } })}`)).toEqual([]);
  for (const where of [{ company: { empty: true } }, { company: { ne: company } }])
    expect(await get(ben, `/deals?${filter(where)}`), JSON.stringify(where)).toHaveLength(1);
  expect(await get(ben, '/deals/aggregate?groupBy=company')).toEqual([{ key: null, count: 1 }]);
  const history = (await get(ben, `/deals/${deal}/history`)) as { fields: object }[];
  // That something happened, and when, the record itself says.
  const idle = ['idleSince', 'idleBecause'];
  const told = history.flatMap(({ fields }) => Object.keys(fields));
  expect(told.filter((name) => !idle.includes(name))).toEqual([]);
  expect(history).toHaveLength(3);
  expect(await get(ana, `/deals?${filter({ company: { eq: company } })}`)).toHaveLength(1);
});

test('a person of a hidden company is found without the company’s name', async () => {
  const { ana, ben } = await open();
  const company = await make(ana, 'companies', { name: 'Zephyr', access: 'personal' });
  await make(ana, 'people', { lastName: 'Rossi', company });
  const found = async (who: Caller) => (await get(who, '/search?q=Rossi'))[0].subtitle as string;
  expect(await found(ana)).toBe('Zephyr');
  expect(await found(ben)).toBe('');
  await make(ana, 'people', { lastName: 'Bianchi' });
  const page = await ben.get('/people?sort=company&limit=1');
  const cursor = Buffer.from(page.body.page.next, 'base64url').toString();
  expect(cursor).not.toContain('Zephyr');
});

test('whoever writes a list takes nothing out of it that they cannot see', async () => {
  const { ana, ben } = await open();
  const [hidden, seen, other] = await Promise.all([
    make(ana, 'deals', { name: 'Hidden', access: 'personal' }),
    make(ana, 'deals', { name: 'Seen' }),
    make(ana, 'deals', { name: 'Other' }),
  ]);
  const about = (...ids: string[]) => ids.map((id) => ({ object: 'deal', id }));
  const note = await make(ana, 'notes', { body: 'Both', about: about(hidden, seen) });
  expect((await get(ben, `/notes/${note}`)).about).toEqual(about(seen));
  const same = await ben.patch(`/notes/${note}`, { about: about(seen), body: 'Both!' });
  expect(same.body.data).toMatchObject({ version: 2, about: about(seen) });
  expect((await get(ana, `/notes/${note}`)).about).toEqual(about(hidden, seen));
  await ben.patch(`/notes/${note}`, { about: about(other) });
  expect((await get(ana, `/notes/${note}`)).about).toEqual(about(hidden, other));
  const last = await ben.patch(`/notes/${note}`, { about: [] });
  expect(last.body).toMatchObject({ data: { id: note }, gone: true });
  expect((await get(ana, `/notes/${note}`)).about).toEqual(about(hidden));
});

test('a link that is empty to somebody stays as it was when they save it empty, and is theirs to fill', async () => {
  const { ana, ben } = await open();
  const company = await make(ana, 'companies', { name: 'Zephyr', access: 'personal' });
  const person = await make(ana, 'people', { lastName: 'Rossi', company });
  await ben.patch(`/people/${person}`, { company: null, jobTitle: 'Buyer' });
  expect((await get(ana, `/people/${person}`)).company).toBe(company);
  const acme = await make(ben, 'companies', { name: 'Acme' });
  expect((await ben.patch(`/people/${person}`, { company: acme })).status).toBe(200);
  expect((await get(ana, `/people/${person}`)).company).toBe(acme);
  expect((await ben.patch(`/people/${person}`, { company })).status).toBe(422);
});

test('a stale write is told what others did, without what the writer may not see', async () => {
  const { ana, ben } = await open();
  const company = await make(ana, 'companies', { name: 'Zephyr', access: 'personal' });
  const deal = await make(ana, 'deals', { name: 'Pumps' });
  await ana.patch(`/deals/${deal}`, { company, rating: 3 });
  const refused = await ben.patch(`/deals/${deal}`, { rating: 5 }, { 'if-match': '"1"' });
  expect(refused.status).toBe(412);
  expect(refused.raw.toString()).not.toContain(company);
  expect(refused.body.details.fields.rating.value).toBe(3);
});

test('undo names nothing that whoever asks for it may not see', async () => {
  const { boss, ana } = await open();
  const { body } = await ana.post('/deals', { name: 'Quiet deal', access: 'personal' });
  const answer = await boss.post(`/changes/${body.batch}/undo`);
  expect(answer.status).toBe(404);
  expect(answer.raw.toString()).not.toContain(body.data.id);
});

const reachOf = fc.constantFrom(...reaches);
const world = fc.record({
  reads: fc.record({ deal: reachOf, person: reachOf, company: reachOf, note: reachOf }),
  records: fc.array(
    fc.record({
      plural: fc.constantFrom('companies', 'people', 'deals'),
      isBens: fc.boolean(),
      access: fc.constantFrom('everyone', 'everyone', 'restricted', 'personal'),
      named: fc.boolean(),
      to: fc.nat(),
    }),
    { minLength: 4, maxLength: 9 },
  ),
  notes: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 4 }),
});

test('whatever somebody may see, no answer holds the id of a record that they may not', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ reads, records, notes }) => {
      const { firm, boss, ana, ben } = await open();
      const objects = Object.fromEntries(
        Object.entries(reads).map(([name, read]) => [name, { read }]),
      );
      const usual = { read: 'all', update: 'all', create: true, export: true, seeSums: true };
      const { id: role } = (
        await boss.post('/roles', { name: 'Odd', objects: { '*': usual, ...objects } })
      ).body.data;
      const made: { plural: string; object: string; id: string }[] = [];
      const one = { companies: 'company', people: 'person', deals: 'deal' } as const;
      for (const [at, { plural, isBens, access, named, to }] of records.entries()) {
        const companies = made.filter((other) => other.plural === 'companies');
        const company = companies.length ? companies[to % companies.length]?.id : undefined;
        const link = plural === 'companies' ? 'parent' : 'company';
        const id = await make(ana, plural, {
          ...(plural === 'people' ? { lastName: `Rossi ${at}` } : { name: `Rossi ${at}` }),
          ...(isBens && { owner: ben.id }),
          ...{ access, accessList: named ? [ben.id] : [] },
          ...(company && { [link]: company }),
        });
        made.push({ plural, object: one[plural], id });
        if (company) {
          await ana.patch(`/${plural}/${id}`, { [link]: null });
          await ana.patch(`/${plural}/${id}`, { [link]: company });
        }
      }
      const pick = (n: number) => {
        const { object, id } = made[n % made.length] ?? { object: '', id: '' };
        return { object, id };
      };
      for (const [a, b, isActivity] of notes) {
        const about = [pick(a), pick(b)].filter(
          (ref, at, all) => all.findIndex((other) => other.id === ref.id) === at,
        );
        await (isActivity
          ? ana.post('/activities', { subject: 'Rossi', about })
          : ana.post('/notes', { body: 'Rossi', about }));
      }
      await firm.as(firm.admin).work((work) => changePerson(work, ben.id, { role }));

      const hidden: string[] = [];
      const paths = ['/search?q=Rossi', '/notifications', '/recycle-bin', '/work'];
      for (const { plural, id } of made) {
        if ((await ben.get(`/${plural}/${id}`)).status === 404) hidden.push(id);
        else
          for (const more of ['', '?include=company', '/history', '/timeline', '/related'])
            paths.push(`/${plural}/${id}${more}`);
      }
      for (const plural of ['companies', 'people', 'deals', 'notes', 'activities']) {
        paths.push(`/${plural}`, `/${plural}/export?format=csv`);
        if (plural in one && plural !== 'companies')
          paths.push(`/${plural}?sort=company&include=company`, `/${plural}?sort=-company`);
      }
      paths.push('/deals/aggregate?groupBy=company', '/people/aggregate?groupBy=company');
      paths.push('/companies/aggregate?groupBy=parent', '/deals/board?groupBy=stage');
      for (const path of paths) {
        const { raw, status } = await ben.get(path);
        expect(status, path).toBeLessThan(500);
        for (const id of hidden) expect(raw.toString(), path).not.toContain(id);
      }
    }),
    { numRuns: 12 },
  );
}, 240_000);

test('where some records are kept from somebody, every other one opens with whatever it leads to', async () => {
  const { firm, ana, ben } = await open();
  for (const [plural, name] of [
    ['companies', 'name'],
    ['people', 'lastName'],
    ['deals', 'name'],
    ['leads', 'lastName'],
  ] as const)
    await make(ana, plural, { [name]: 'Kept', access: 'restricted' });
  const { catalog } = await firm.engine.workspaces.get(firm.workspaceId);
  for (const object of Object.values(catalog.objects)) {
    const links = Object.keys(object.fields).filter((one) => object.fields[one]?.to);
    for (const include of [...links, links.join(), links.map((one) => `${one}.title`).join()]) {
      const { status } = await ben.get(`/${object.plural}?include=${include}`);
      expect(status, `${object.name} ${include}`).toBeLessThan(500);
    }
  }
});
