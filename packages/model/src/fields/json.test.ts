import { expect, test } from 'vitest';
import { kinds } from './index.ts';

const parse = (input: unknown) => kinds.json.parse(input, { kind: 'json' });

test('what a machine stores is kept as it is', () => {
  const columns = [
    { field: 'title', width: 200 },
    { field: 'owner', note: '\\u0000 and “quotes”' },
  ];
  expect(parse(columns)).toBe(columns);
  expect([parse(null), parse(undefined), parse(false), parse(0)]).toEqual([null, null, false, 0]);
});

test('more than 100 kB is refused', () => {
  expect(() => parse('x'.repeat(100_000))).toThrow(expect.objectContaining({ code: 'too_long' }));
});

test('what the database cannot keep is refused', () => {
  for (const wrong of ['a\u0000', { 'a\u0000': 1 }, ['\\\u0000'], '\ud83d'])
    expect(() => parse(wrong)).toThrow(expect.objectContaining({ code: 'json' }));
});
