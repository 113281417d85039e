import { type CatalogObject, shipped } from '@relata/model';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBackground } from '#test/door.ts';
import { mostly, nastyFilter, nastyText, nastyValue } from '#test/nasty.ts';
import { queryFor } from '#test/nasty-query.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

/** How often each address is tried; more with FUZZ_RUNS, which also varies the attempts. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 40);
const seed = process.env['FUZZ_RUNS'] ? Date.now() % 1e9 : 7;

let outside: Outside;
let headers: Record<string, string>;
let stop: () => Promise<void>;
/** Records of every object, by the object's name. */
const ids = new Map<string, string[]>();
/** What the server thought of it, where it fell over. */
let defect: unknown;

const objects = Object.values(shipped.objects);

beforeAll(async () => {
  const firm = await workspace();
  stop = await inBackground(firm.engine);
  outside = await openOutside(firm, { onError: (error) => void (defect = error) });
  const ada = await outside.as(firm.admin);
  ({ headers } = ada);
  const rep = await firm.makeUser();
  const company = (await ada.post('/companies', { name: 'Acme', tags: ['vip'] })).body.data.id;
  const person = (
    await ada.post('/people', { lastName: 'Ana', company, emails: ['ana@acme.example'] })
  ).body.data.id;
  await ada.post('/deals', {
    name: 'D',
    company,
    people: [person],
    value: { amount: '1', currency: 'EUR' },
  });
  await ada.post('/activities', {
    subject: 'Call',
    about: [{ object: 'person', id: person }],
    owner: rep.id,
  });
  await ada.post('/notes', { body: 'Note', about: [{ object: 'company', id: company }] });
  const form = new FormData();
  form.append('file', new File(['a,b\n1,2\n'], 'a.csv'));
  await ada.send('/files', form);
  for (const { name, plural } of objects) {
    const { data } = (await ada.get(`/${plural}?limit=5`)).body;
    ids.set(
      name,
      data.map((one: { id: string }) => one.id),
    );
  }
});
afterAll(() => stop());

const anyId = () => mostly(fc.constantFrom(...[...ids.values()].flat()), nastyText);

function recordFor(object: CatalogObject): fc.Arbitrary<Record<string, unknown>> {
  const name = mostly(fc.constantFrom(...Object.keys(object.fields)), nastyText);
  const value = fc.oneof(
    nastyValue,
    anyId(),
    fc.record({ amount: nastyValue, currency: fc.constantFrom('EUR', 'JPY', 'x') }),
    fc.array(fc.record({ value: nastyText, label: nastyText }), { maxLength: 2 }),
    fc.array(fc.record({ object: fc.constantFrom('person', 'deal', '__proto__'), id: anyId() }), {
      maxLength: 2,
    }),
    fc.array(anyId(), { maxLength: 2 }),
  );
  return fc.dictionary(name, value, { maxKeys: 4 });
}

function bodyFor(object: CatalogObject): fc.Arbitrary<unknown> {
  const record = recordFor(object);
  const list = fc.array(record, { maxLength: 3 });
  const bulk = {
    ids: fc.array(anyId(), { maxLength: 3 }),
    where: nastyFilter(Object.keys(object.fields), [...ids.values()].flat()),
    q: nastyText,
    set: record,
    addTags: fc.array(nastyText, { maxLength: 2 }),
    removeTags: fc.array(nastyText, { maxLength: 2 }),
  };
  const batch = {
    create: list,
    update: fc.array(
      fc.tuple(anyId(), record).map(([id, one]) => ({ ...one, id })),
      { maxLength: 3 },
    ),
    delete: fc.array(anyId(), { maxLength: 1 }),
    restore: fc.array(anyId(), { maxLength: 1 }),
  };
  const special = fc.record(
    {
      ...{
        name: nastyValue,
        label: nastyValue,
        object: nastyValue,
        kind: nastyValue,
        options: nastyValue,
        scopes: nastyValue,
      },
      ...{
        expiresAt: nastyValue,
        language: nastyValue,
        locale: nastyValue,
        timeZone: nastyValue,
        theme: nastyValue,
      },
      ...{
        currency: nastyValue,
        country: nastyValue,
        rates: nastyValue,
        preferences: nastyValue,
        photo: nastyValue,
      },
      ...{
        email: nastyValue,
        password: nastyValue,
        role: nastyValue,
        mapping: nastyValue,
        ids: nastyValue,
      },
      ...{
        workspace: nastyValue,
        currentPassword: nastyValue,
        newPassword: nastyValue,
        reason: nastyValue,
        note: nastyValue,
      },
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    record,
    fc.record(bulk, { requiredKeys: [] }),
    fc.record(batch, { requiredKeys: [] }),
    special,
    nastyValue,
  );
}

const requestHeaders = fc.record(
  {
    'if-match': fc.constantFrom('"1"', '2', '*', 'W/"1"', 'x', '"99999999999999999999"'),
    'x-base-version': fc.constantFrom('1', '0', '-1', 'x', '1e9'),
    'idempotency-key': fc.constantFrom('a', 'b', "'; --", 'x'.repeat(201), '\u00ff'),
    'x-workspace': fc.constantFrom('x', '__proto__', '00000000-0000-0000-0000-000000000000'),
    'accept-language': fc.constantFrom('pl', '*', ';;;', 'pt-BR,en;q=0.5', '__proto__'),
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=x',
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
    ),
    'x-forwarded-for': fc.constantFrom('1.2.3.4', 'nonsense', '::1'),
  },
  { requiredKeys: [] },
);

/** Words that only we should ever read. */
const leaked =
  /\bselect \b.*\bfrom\b|insert into|syntax error|violates|invalid input|node_modules|\.ts:\d|pg_catalog|at Object\./i;

test(
  'T25 T14 whatever is sent to whichever address, nothing falls over and nothing of the inside is shown',
  async () => {
    const open = outside.routes.filter(
      ({ url }) => url.startsWith('/api/') && url !== '/api/v1/events',
    );
    expect(open.length).toBeGreaterThan(40);
    const failures: string[] = [];
    for (const [i, { method, url }] of open.entries()) {
      const attempt = fc.constantFrom(...objects).chain((object) =>
        fc.record({
          object: fc.constant(object),
          plural: mostly(fc.constant(object.plural), nastyText),
          id: mostly(fc.constantFrom(...(ids.get(object.name) ?? []), firstId()), anyId()),
          action: mostly(fc.constantFrom('win', 'lose', 'reopen', 'restore'), nastyText),
          query: queryFor(object, ids),
          body: fc.oneof(
            { weight: 9, arbitrary: bodyFor(object).map((one) => JSON.stringify(one)) },
            { weight: 1, arbitrary: nastyText },
          ),
          extra: mostly(fc.constant({}), requestHeaders as fc.Arbitrary<object>),
        }),
      );
      const outcome = await fc.check(
        fc.asyncProperty(attempt, async ({ object, plural, id, action, query, body, extra }) => {
          const fill: Record<string, string> = {
            plural,
            id,
            action,
            batch: id,
            object: object.name,
          };
          const path = url.replace(/:(\w+)/g, (_whole, name: string) => encoded(fill[name] ?? id));
          const search = Object.entries(query).map(
            ([name, value]) => `${encoded(name)}=${encoded(value)}`,
          );
          defect = undefined;
          const answer = await outside.http.app.inject({
            method: method as 'GET',
            url: `${path}?${search.join('&')}`,
            ...(method === 'GET' ? {} : { payload: body }),
            headers: { 'content-type': 'application/json', ...headers, ...extra },
          });
          const told = `${method} ${path} → ${answer.statusCode} ${answer.body}\n${defect instanceof Error ? defect.stack : ''}`;
          expect(answer.statusCode, told).toBeLessThan(500);
          if (answer.statusCode < 400) return;
          expect(answer.headers['content-type'], told).toBe(
            'application/problem+json; charset=utf-8',
          );
          const { title, detail, errors, ...rest } = JSON.parse(answer.body);
          expect(rest.status).toBe(answer.statusCode);
          expect(`${title} ${JSON.stringify(errors ?? '')}`.replaceAll(body, ''), told).not.toMatch(
            leaked,
          );
          if (answer.statusCode !== 400) expect(detail, told).not.toMatch(leaked);
        }),
        { numRuns: runs, seed: seed + i },
      );
      if (outcome.failed) failures.push(String(outcome.errorInstance).slice(0, 3000));
    }
    expect(failures.join('\n\n')).toBe('');
  },
  60_000 + runs * 4_000,
);

const firstId = (): string => ids.get('person')?.[0] ?? '';

/** As a browser writes it; halves of characters have no form in an address. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
