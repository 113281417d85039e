import {
  explainAccess,
  limitsFrom,
  matches,
  type Reach,
  reach,
  reaches,
  roles,
} from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { list } from '#engine/records/list.ts';
import { filterContext, reading } from '#engine/work.ts';
import { endImporting } from '#test/importing.ts';
import { limited } from '#test/limited.ts';
import { factsOf } from './why.ts';

endImporting();

const talks = 'Negotiations started';
const titles = (answer: { body: { data: { title: string }[] } }) =>
  answer.body.data.map((one) => one.title).toSorted();

test('whoever may not see a stage finds its deals nowhere, whichever way they look', async () => {
  const { boss, ana, stages, makeRole, have, makeDeal } = await limited();
  const company = (await boss.post('/companies', { name: 'Rossi' })).body.data.id;
  const open = await makeDeal('Open pumps', 'Qualified', { company });
  const secret = await makeDeal('Secret pumps', talks, { company });
  await boss.post('/notes', { body: 'Note of pumps', about: [{ object: 'deal', id: secret }] });
  await have(await makeRole({ stages: { [stages[talks] ?? '']: { read: 'none' } } }));

  expect(titles(await ana.get('/deals'))).toEqual(['Open pumps']);
  expect(titles(await ana.get('/deals?q=pumps'))).toEqual(['Open pumps']);
  expect(titles(await ana.get('/search?q=pumps'))).toEqual(['Open pumps']);
  expect((await ana.get('/deals?total=exact')).body.page.total).toBe(1);
  const sums = await ana.get('/deals/aggregate?measures=count,sum(value)');
  expect(sums.body.data).toMatchObject([{ count: 1, 'sum(value)': { amount: '100.00' } }]);
  const board = (await ana.get('/deals/board?groupBy=stage')).body.data;
  expect(titles({ body: { data: board } })).not.toContain(talks);
  expect(board).toHaveLength(Object.keys(stages).length - 1);
  for (const path of ['', '/history', '/timeline', '/related'])
    expect((await ana.get(`/deals/${secret}${path}`)).status, path).toBe(404);
  const [related] = (await ana.get(`/companies/${company}/related`)).body.data.filter(
    (one: { name: string }) => one.name === 'deals',
  );
  expect(related.records.map((one: { id: string }) => one.id)).toEqual([open]);
  expect((await ana.get(`/companies/${company}/timeline`)).raw.toString()).not.toContain('Note of');
  expect((await ana.get('/notes')).body.data).toEqual([]);
  expect((await ana.get('/deals/export?format=csv')).raw.toString()).not.toContain('Secret');
  const filter = encodeURIComponent(JSON.stringify({ 'deals.name': { contains: 'Secret' } }));
  expect((await ana.get(`/companies?filter=${filter}`)).body.data).toEqual([]);
  expect((await ana.patch(`/deals/${secret}`, { rating: 3 })).status).toBe(404);
  expect((await ana.delete(`/deals/${secret}`)).status).toBe(404);
  expect((await ana.post(`/deals/${secret}/win`)).status).toBe(404);
  expect((await boss.get('/deals')).body.data).toHaveLength(2);
});

test('plug §21, 10: a denial on a stage beats a grant that is inherited; of two that are inherited the farther counts', async () => {
  const { ana, stages, makeRole, have, makeDeal } = await limited();
  await makeDeal('Here', 'Qualified');
  await makeDeal('There', talks);
  const denies = await makeRole(
    { stages: { [stages[talks] ?? '']: { read: 'none' } } },
    { read: 'own' },
  );
  const own = await makeRole(null, { read: 'own' });
  await have(own, 'manager');
  expect(titles(await ana.get('/deals'))).toEqual(['Here', 'There']);
  await have(denies, 'manager');
  expect(titles(await ana.get('/deals'))).toEqual(['Here']);
  await have('manager', denies);
  expect(titles(await ana.get('/deals'))).toEqual(['Here']);
  await have(
    denies,
    await makeRole({ stages: { [stages[talks] ?? '']: { read: 'all' } } }, { read: 'own' }),
  );
  expect(titles(await ana.get('/deals'))).toEqual(['There']);
  await have(denies, 'administrator');
  expect(titles(await ana.get('/deals'))).toEqual(['Here', 'There']);
});

test('a role may have rights in one pipeline only, and other ones in a stage of it', async () => {
  const { ana, stages, pipelines, makeRole, have, makeDeal } = await limited();
  const sold = await makeDeal('Sales deal', 'Qualified');
  const asked = await makeDeal('Asked deal', 'Wholesale: Asked');
  const offered = await makeDeal('Offered deal', 'Wholesale: Offered');
  await have(
    await makeRole(
      {
        pipelines: { [pipelines.wholesale]: { read: 'all', update: 'all', create: true } },
        stages: { [stages['Wholesale: Offered'] ?? '']: { update: 'none' } },
      },
      { read: 'none', update: 'none', create: false },
    ),
  );
  expect(titles(await ana.get('/deals'))).toEqual(['Asked deal', 'Offered deal']);
  expect((await ana.get(`/deals/${sold}`)).status).toBe(404);
  expect((await ana.patch(`/deals/${asked}`, { rating: 2 })).status).toBe(200);
  expect((await ana.patch(`/deals/${offered}`, { rating: 2 })).status).toBe(403);
  expect(
    (await ana.get(`/deals/board?groupBy=stage&pipeline=${pipelines.sales}`)).body.data,
  ).toEqual([]);
  const columns = await ana.get(`/deals/board?groupBy=stage&pipeline=${pipelines.wholesale}`);
  expect(titles(columns)).toEqual(['Wholesale: Asked', 'Wholesale: Offered']);
  // Without a word about it, a new deal begins where they may make one.
  const made = await ana.post('/deals', { name: 'New' });
  expect(made.body.data).toMatchObject({ pipeline: pipelines.wholesale });
});

test('sums are those of stages whose sums one may see, and the columns of the others have none', async () => {
  const { ana, stages, makeRole, have, makeDeal } = await limited();
  await makeDeal('Here', 'Qualified');
  await makeDeal('There', talks);
  await have(await makeRole({ stages: { [stages[talks] ?? '']: { seeSums: false } } }));
  const board: { title: string; count: number }[] = (await ana.get('/deals/board?groupBy=stage'))
    .body.data;
  const column = (title: string) => board.find((one) => one.title === title);
  expect(column('Qualified')).toMatchObject({ count: 1, sum: { amount: '100.00' } });
  expect(column('Contact made')).toMatchObject({ count: 0, sum: { amount: '0.00' } });
  expect(column(talks)).toMatchObject({ count: 1 });
  expect(column(talks)).not.toHaveProperty('sum');
  expect(column(talks)).not.toHaveProperty('weighted');
  const measures = 'count,sum(value),avg(value),max(rating)';
  const [all] = (await ana.get(`/deals/aggregate?measures=${measures}`)).body.data;
  expect(all).toMatchObject({ count: 2, 'sum(value)': { amount: '100.00' } });
  const rows = (await ana.get(`/deals/aggregate?groupBy=stage&measures=${measures}`)).body.data;
  expect(rows.find((row: { key: string }) => row.key === stages[talks])).toEqual({
    ...{
      key: stages[talks],
      count: 1,
      'sum(value)': null,
      'avg(value)': null,
      'max(rating)': null,
    },
  });
});

test('an export leaves out the deals of stages from which nothing may be taken', async () => {
  const { ana, stages, makeRole, have, makeDeal } = await limited();
  await makeDeal('Here', 'Qualified');
  await makeDeal('There', talks);
  await have(await makeRole({ stages: { [stages[talks] ?? '']: { export: false } } }));
  const exported = (await ana.get('/deals/export?format=csv')).raw.toString();
  expect(exported).toContain('Here');
  expect(exported).not.toContain('There');
  expect(titles(await ana.get('/deals'))).toEqual(['Here', 'There']);
  await have(
    await makeRole(
      { stages: { [stages['Qualified'] ?? '']: { export: true } } },
      { export: false },
    ),
  );
  const only = (await ana.get('/deals/export?format=csv')).raw.toString();
  expect([only.includes('Here'), only.includes('There')]).toEqual([true, false]);
});

test('somebody named in a restricted deal comes no farther than its stage lets them', async () => {
  const { boss, ana, stages, makeRole, have, makeDeal } = await limited();
  const secret = await makeDeal('Secret', talks);
  await boss.patch(`/deals/${secret}`, { access: 'restricted', accessList: [ana.id] });
  expect(titles(await ana.get('/deals'))).toEqual(['Secret']);
  await have(await makeRole({ stages: { [stages[talks] ?? '']: { read: 'none' } } }));
  expect(titles(await ana.get('/deals'))).toEqual([]);
});

test('the database, the memory and the words agree on who sees and changes which deal, whatever is limited', async () => {
  const { engine, admin, ana, stages, pipelines, makeDeal } = await limited();
  for (const owner of [admin.id, ana.id])
    for (const stage of Object.keys(stages))
      if (stage !== 'Lost')
        await makeDeal('Deal', stage, {
          ...{ owner, access: stage.length % 2 ? 'restricted' : 'everyone' },
        });
  const boss = await reading(engine, admin.actor);
  const object = boss.catalog.objects['deal'];
  if (!object) throw new Error('there are deals');
  const idsOf = (rows: string[]) => rows.map((row) => (JSON.parse(row) as { id: string }).id);
  const all = (await list(boss, 'deal', { limit: 200, sort: 'id' })).rows.map(
    (row) => JSON.parse(row) as Record<string, unknown>,
  );
  expect(all.length).toBeGreaterThan(12);
  const level = fc.constantFrom<Reach>(...reaches);
  const grants = fc.record({ read: level, update: level }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...Object.values(stages)), grants),
      fc.dictionary(fc.constantFrom(...Object.values(pipelines)), grants),
      fc.record({ read: level, update: level }),
      fc.constantFrom<string[]>([], ['deal']),
      async (ofStages, ofPipelines, others, guarded) => {
        const role = {
          ...roles.manager,
          objects: { '*': { ...roles.manager.objects['*'], ...others } },
          limits: limitsFrom({ deal: { stages: ofStages, pipelines: ofPipelines } }),
        };
        const circle = { teams: [], team: [], teamAndBelow: [], subordinates: [], guarded };
        const actor = { ...admin.actor, user: ana.id, role, circle };
        const work = await reading(engine, actor);
        for (const verb of ['read', 'update'] as const) {
          const filter = reach(actor, verb, object, work.catalog);
          const inMemory = filter
            ? all.filter((one) => matches(filter, one, 'deal', work.catalog, filterContext(work)))
            : [];
          const inWords = all.filter(
            (one) => explainAccess(actor, verb, object, factsOf(object, one)).allowed,
          );
          expect(inWords).toEqual(inMemory);
          if (verb === 'update' || !filter) continue;
          const page = await list(work, 'deal', { limit: 200, sort: 'id' });
          expect(idsOf(page.rows)).toEqual(inMemory.map((one) => one['id']));
        }
      },
    ),
    { numRuns: 150 },
  );
});
