import { languages } from '@relata/model';
import texts from '@relata/model/locales/it' with { type: 'json' };
import { expect, test } from 'vitest';
import { list } from '#engine/records/list.ts';
import { create } from '#engine/records/create.ts';
import { read } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';
import { workspace } from '#test/workspace.ts';

const titles = async (work: Work, object: string, query: object = {}): Promise<string[]> => {
  const page = await list(work, object, { fields: 'title', sort: 'position', ...query });
  return page.rows.map((row) => JSON.parse(row).title);
};

test('a new workspace has a pipeline from qualified to won and lost, named in its language', async () => {
  const { as, admin } = await workspace({ language: 'it' });
  await as(admin).read(async (work) => {
    expect(await titles(work, 'pipeline')).toEqual(['Vendite']);
    expect(await titles(work, 'stage')).toEqual([...Object.values(texts.seed.stages)]);
    expect(await titles(work, 'view', { filter: { object: { eq: 'deal' } } })).toEqual(
      Object.values(texts.seed.views.deal),
    );
  });
});

test.each(languages)(
  'a deal can be made at once in a workspace that speaks %s',
  async (language) => {
    const { as, admin } = await workspace({ language });
    const id = await as(admin).work((work) => create(work, 'deal', { name: 'Thermo pumps' }));
    const deal = await as(admin).read((work) => read(work, 'deal', id));
    expect(deal).toMatchObject({ status: 'open', probability: 10, owner: admin.id });
  },
);
