import { expect, test } from 'vitest';
import { importing } from '#test/importing.ts';
import { openOutside } from '#test/outside.ts';

test('rows of a file that a rule stops are told with the field; the others come in', async () => {
  const firm = await importing();
  const ada = await (await openOutside(firm)).as(firm.admin);
  const rule = { requiredWhen: { source: { eq: 'call' } } };
  expect((await ada.patch('/fields/deal.description', rule)).status).toBe(200);
  await ada.post('/fields', {
    object: 'deal',
    name: 'code',
    kind: 'text',
    label: { en: 'Code' },
    unique: true,
  });
  const done = await firm.run(
    {
      name: 'deals.csv',
      text: 'Name,Source,Description,Code\nPumps,call,,a1\nValves,call,By phone,a2\nBolts,website,,A2\nNuts,website,,a3\n',
    },
    { object: 'deal' },
  );
  expect(done.status, JSON.stringify(done)).toBe('done');
  const titles = (await firm.all('deals')).map((one: { title: string }) => one.title);
  expect(titles).toEqual(['Valves', 'Nuts']);
});
