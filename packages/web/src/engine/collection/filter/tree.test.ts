import { type Filter, matches, shipped } from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLines, emptyGroup, operandFor, operatorsFor, toFilter, toTree } from './tree.ts';

const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ name: fc.record({ contains: fc.constantFrom('a', 'b') }) }),
  fc.record({ name: fc.record({ empty: fc.boolean() }) }),
  fc.record({ rating: fc.record({ gte: fc.integer({ min: 1, max: 5 }) }) }),
  fc.record({
    rating: fc.record({
      between: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 3, max: 5 })),
    }),
  }),
  fc.record({ status: fc.record({ in: fc.subarray(['open', 'won'], { minLength: 1 }) }) }),
);
/** Conditions on one activity, and on one of the deals of the company. */
const ofRelated: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    activities: fc.oneof(
      fc.record({ some: fc.constantFrom<Filter>({}, { done: { eq: true } }) }),
      fc.record({
        none: fc.constantFrom<Filter>(
          { category: { in: ['call'] }, done: { eq: true } },
          { not: { done: { eq: true } } },
          { or: [{ done: { eq: true } }, { category: { in: ['visit'] } }] },
        ),
      }),
    ),
  }),
  condition.map((asked): Filter => ({ company: { some: { deals: { none: asked } } } })),
);
const filters = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    condition,
    ofRelated,
    fc.tuple(condition, condition).map(([a, b]): Filter => ({ ...a, ...b })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((or): Filter => ({ or })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((and): Filter => ({ and })),
    tie('filter').map((not): Filter => ({ not })),
  ),
})).filter;
const deals = fc.record({
  name: fc.option(fc.constantFrom('a', 'b', 'ab', 'c')),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
  status: fc.constantFrom('open', 'won', 'lost'),
});
const activities = fc.array(
  fc.record({ category: fc.constantFrom('call', 'visit'), done: fc.boolean() }),
  { maxLength: 2 },
);
const context = { me: null, now: '2026-11-22T10:00:00Z', timeZone: 'UTC', rate: () => null };

test('a filter that went through the builder finds the same records', () => {
  fc.assert(
    fc.property(filters, deals, activities, (filter, deal, planned) => {
      const same = toFilter(toTree(filter));
      const related = (name: string) => (name === 'activities' ? planned : [deal]);
      expect(matches(same, deal, 'deal', shipped, context, related)).toBe(
        matches(filter, deal, 'deal', shipped, context, related),
      );
    }),
    { numRuns: 500 },
  );
});

test('conditions that are joined by AND are written as one plain object', () => {
  const filter: Filter = {
    stage: { in: ['a'] },
    value: { gte: '1000' },
    or: [{ owner: { eq: '@me' } }, { tags: { has: 'vip' } }],
  };
  expect(toFilter(toTree(filter))).toEqual(filter);
});

test('two conditions on one field both stay', () => {
  const tree = {
    ...emptyGroup(),
    members: [line('name', 'contains', 'a'), line('name', 'contains', 'b')],
  };
  expect(toFilter(tree)).toEqual({
    and: [{ name: { contains: 'a' } }, { name: { contains: 'b' } }],
  });
});

test('a line without a value asks nothing yet', () => {
  const tree = {
    ...emptyGroup(),
    members: [line('name', 'contains', undefined), line('rating', 'between', [1, null])],
  };
  expect(toFilter(tree)).toEqual({});
  expect(countLines(tree)).toBe(0);
});

test('is not empty is offered, and written as the language has it', () => {
  const name = shipped.objects['deal']?.fields['name'];
  expect(name && operatorsFor(name)).toContain('notEmpty');
  expect(toFilter({ ...emptyGroup(), members: [line('name', 'notEmpty', true)] })).toEqual({
    name: { empty: false },
  });
});

test('what was given is kept where the other operator can use it', () => {
  expect(operandFor('eq', 'in', 'a')).toEqual(['a']);
  expect(operandFor('in', 'eq', ['a', 'b'])).toBe('a');
  expect(operandFor('gte', 'between', 5)).toEqual([5, null]);
  expect(operandFor('empty', 'eq', true)).toBeUndefined();
});

const line = (path: string, operator: 'contains' | 'between' | 'notEmpty', operand: unknown) => ({
  type: 'line' as const,
  path,
  operator,
  operand,
});
