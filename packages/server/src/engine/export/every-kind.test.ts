import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

const kindsOfFields: Record<string, object> = {
  ...Object.fromEntries(
    [
      ...['text', 'longText', 'number', 'integer', 'money', 'percent', 'date', 'dateTime'],
      ...['boolean', 'emails', 'phones', 'urls', 'addresses', 'user', 'rating', 'duration'],
    ].map((kind) => [kind, {}]),
  ),
  select: { options: [{ value: '=S' }, { value: 'M' }] },
  multiSelect: { options: [{ value: 'a' }, { value: 'b, c' }] },
};

const filledWith = (owner: string, formula: string): Record<string, unknown> => ({
  text: formula,
  longText: `${formula}\n\n"two", lines; and\ttabs`,
  number: '-12.5',
  integer: 42,
  money: { amount: '-1234.56', currency: 'PLN' },
  percent: '12.5',
  date: '2026-02-03',
  dateTime: '2026-02-03T04:05:06.000Z',
  boolean: true,
  select: '=S',
  multiSelect: ['b, c', 'a'],
  emails: [{ value: 'x@firm.example', label: 'Home, "old"' }, { value: 'y@firm.example' }],
  phones: [{ value: '+55 11 90123-4567', label: 'mobile' }],
  urls: [{ value: 'https://firm.example/a?b=c,d' }],
  addresses: [{ street: '=1+1; Rua A', city: 'São Paulo', country: 'BR' }, { city: 'Łódź' }],
  user: owner,
  rating: 4,
  duration: 90,
});

test.each(['csv', 'xlsx'] as const)(
  'fields of the workspace’s own, and activities, come back from %s as they were',
  async (format) => {
    const one = await importing({ country: 'BR' });
    const other = await importing({ country: 'BR' });
    // So that owners are found again.
    for (const { engine, workspaceId, admin } of [one, other])
      await engine.database.query(
        'update "user" set email = $3 where workspace_id = $1 and id = $2',
        [workspaceId, admin.id, 'ada@firm.example'],
      );
    for (const { engine, workspaceId } of [one, other]) {
      for (const object of ['person', 'company', 'deal', 'activity'])
        for (const [kind, more] of Object.entries(kindsOfFields))
          await engine.database.query(
            'insert into custom_field (workspace_id, object, name, definition, created_at) values ($1, $2, $3, $4, now())',
            [
              workspaceId,
              object,
              `my${kind}`,
              JSON.stringify({ kind, label: { en: kind }, ...more }),
            ],
          );
      await engine.workspaces.changed(engine.database.query, workspaceId);
    }
    const make = async (plural: string, values: object, formula: string) => {
      const own = Object.fromEntries(
        Object.entries(filledWith(one.admin.id, formula)).map(([kind, value]) => [
          `my${kind}`,
          value,
        ]),
      );
      const { status, body } = await one.call.post(`/${plural}`, { ...values, ...own });
      expect(status, JSON.stringify(body)).toBe(201);
      return body.data.id;
    };
    const company = await make(
      'companies',
      { name: '=HYPERLINK("x")', domain: 'acme.example' },
      '+1',
    );
    const person = await make('people', { firstName: '@ana', lastName: "'Luz", company }, '-1+1');
    const deal = { name: "'=quoted", company, people: [person] };
    await make('deals', { ...deal, value: { amount: '10.50', currency: 'EUR' } }, '\t=1');
    const call = {
      subject: '=now()',
      category: 'call',
      priority: 'high',
      due: '2026-05-06T07:08:00Z',
    };
    await make('activities', call, '＝1');
    await one.call.post('/activities', { subject: 'Plain' });
    for (const plural of ['companies', 'people', 'deals', 'activities']) {
      const file = await one.call.get(`/${plural}/export?format=${format}`);
      const done = await other.run(
        { name: `${plural}.${format}`, text: file.raw },
        { options: { duplicates: plural === 'companies' ? 'make' : 'skip', match: [] } },
      );
      expect(done, plural).toMatchObject({ preset: 'relata', result: { refused: 0, warnings: 0 } });
      const [before, after] = [
        await one.call.get(`/${plural}/export?format=csv`),
        await other.call.get(`/${plural}/export?format=csv`),
      ];
      expect(String(before.body)).toMatch(/\bmyduration\b/);
      expect(String(before.body)).toContain('-1234.56');
      expect(String(after.body)).toBe(String(before.body));
    }
  },
);
