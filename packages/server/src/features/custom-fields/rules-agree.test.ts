import {
  buildCatalog,
  type Filter,
  isBlank,
  isReadOnly,
  isRequired,
  mentions,
  objectOf,
  type RuleContext,
} from '@relata/model';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;
let rep: Caller;

beforeAll(async () => {
  firm = await workspace();
  const outside = await openOutside(firm);
  ada = await outside.as(firm.admin);
  rep = await outside.as(await firm.makeUser());
});

const condition: fc.Arbitrary<Filter> = fc.letrec<{ one: Filter; tree: Filter }>((tie) => ({
  one: fc.oneof(
    fc.constantFrom('call', 'website').map((eq): Filter => ({ source: { eq } })),
    fc.integer({ min: 1, max: 5 }).map((gte): Filter => ({ rating: { gte } })),
    fc.boolean().map((empty): Filter => ({ description: { empty } })),
    fc.constant<Filter>({ tags: { has: 'vip' } }),
  ),
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('one'),
    fc.array(tie('tree'), { minLength: 1, maxLength: 2 }).map((or): Filter => ({ or })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 2 }).map((and): Filter => ({ and })),
    tie('tree').map((not): Filter => ({ not })),
  ),
})).tree;

const values = fc.record(
  {
    source: fc.constantFrom('call', 'website', null),
    rating: fc.constantFrom(1, 3, 5, null),
    description: fc.constantFrom('x', null),
    sourceDetails: fc.constantFrom('a', 'b', null),
    tags: fc.constantFrom<string[]>(['vip'], ['cold']),
  },
  { requiredKeys: [] },
);

test('whatever the rules, the API takes a change where the model says that it may', async () => {
  const context: RuleContext['context'] = {
    ...{ me: null, now: firm.clock.now().toISOString(), timeZone: 'Europe/Rome' },
    rate: () => '1',
  };
  await fc.assert(
    fc.asyncProperty(condition, condition, values, values, async (must, may, first, next) => {
      await ada.delete('/fields/deal.sourceDetails');
      const made = (await rep.post('/deals', { name: 'X', ...first })).body.data;
      const rule = { requiredWhen: must, readOnlyWhen: may };
      const shaped = await ada.patch('/fields/deal.sourceDetails', rule);
      expect(shaped.status).toBe(200);
      const catalog = buildCatalog('1', {
        fields: [{ object: 'deal', name: 'sourceDetails', field: rule }],
      });
      const deal = objectOf(catalog, 'deal');
      const rules = { catalog, context };
      const after = { ...made, ...next };
      const changed = Object.entries(next).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(made[name]),
      );
      const names = changed.map(([name]) => name);
      const isFixed =
        names.includes('sourceDetails') && isReadOnly(deal, 'sourceDetails', made, rules);
      const watched = ['sourceDetails', ...mentions(must)];
      const isMissing =
        names.some((name) => watched.includes(name)) &&
        isBlank(after['sourceDetails']) &&
        isRequired(deal, 'sourceDetails', after, rules);
      const answer = await rep.patch(`/deals/${made.id}`, next);
      const expected = isFixed ? 'read_only_now' : isMissing ? 'required' : undefined;
      expect(answer.body.errors?.[0]?.code, JSON.stringify({ must, may, first, next })).toBe(
        expected,
      );
    }),
    { numRuns: 150 },
  );
});
