import { describe, expect, test } from 'vitest';
import { multiSelect, select, tags } from '../define.ts';
import { kinds } from './index.ts';

const print = {
  locale: 'en',
  timeZone: 'UTC',
  option: (value: string) => value.toUpperCase(),
  yes: 'Yes',
  no: 'No',
};
const problem = (code: string) => expect.objectContaining({ code });

describe('a choice', () => {
  const priority = select(['low', 'high']);

  test('is one of the list', () => {
    expect(kinds.select.parse(' high ', priority)).toBe('high');
    expect(kinds.select.parse('', priority)).toBeNull();
    expect(() => kinds.select.parse('urgent', priority)).toThrow(
      expect.objectContaining({ code: 'option', values: { options: 'low, high' } }),
    );
    expect(() => kinds.select.parse('High', priority)).toThrow(problem('option'));
    expect(() => kinds.select.parse('constructor', priority)).toThrow(problem('option'));
    expect(() => kinds.select.parse(1, priority)).toThrow(problem('text'));
  });

  test('may bring values of its own where the list is open', () => {
    expect(kinds.select.parse('Trade show Poznań', select(['call'], { open: true }))).toBe(
      'Trade show Poznań',
    );
  });

  test('is printed by its label', () =>
    expect(kinds.select.print('high', priority, print)).toBe('HIGH'));
});

describe('several choices', () => {
  const colours = multiSelect(['red', 'blue']);

  test('count each value once, and none is empty', () => {
    expect(kinds.multiSelect.parse(['red', 'blue', 'red', ''], colours)).toEqual(['red', 'blue']);
    expect(kinds.multiSelect.parse([], colours)).toBeNull();
    expect(kinds.multiSelect.parse(null, colours)).toBeNull();
  });

  test('say which entry is wrong', () => {
    expect(() => kinds.multiSelect.parse(['red', 'green'], colours)).toThrow(
      expect.objectContaining({ code: 'option', at: '1' }),
    );
    expect(() => kinds.multiSelect.parse(['red', 7], colours)).toThrow(
      expect.objectContaining({ code: 'text', at: '1' }),
    );
    expect(() => kinds.multiSelect.parse('red', colours)).toThrow(problem('list'));
  });
});

describe('tags', () => {
  test('keep their case, but VIP and vip are one tag', () => {
    expect(kinds.tags.parse([' VIP ', 'vip', 'Łódź'], tags())).toEqual(['VIP', 'Łódź']);
    expect(kinds.tags.parse(['vip', 'VIP'], tags())).toEqual(['vip']);
    expect(kinds.tags.parse([], tags())).toBeNull();
  });

  test('have names, of 80 letters at most, and are 100 at most', () => {
    expect(() => kinds.tags.parse(['a', ' '], tags())).toThrow(
      expect.objectContaining({ code: 'text', at: '1' }),
    );
    expect(() => kinds.tags.parse(['a'.repeat(81)], tags())).toThrow(problem('too_long'));
    expect(() =>
      kinds.tags.parse(
        Array.from({ length: 101 }, (_, i) => `tag ${i}`),
        tags(),
      ),
    ).toThrow(problem('too_many'));
  });
});

test('yes and no are true and false, nothing else', () => {
  const field = { kind: 'boolean' } as const;
  expect([
    kinds.boolean.parse(true, field),
    kinds.boolean.parse(false, field),
    kinds.boolean.parse('', field),
  ]).toEqual([true, false, null]);
  for (const wrong of ['true', 1, 0, 'yes', [], undefined])
    expect(() => kinds.boolean.parse(wrong, field)).toThrow(problem('boolean'));
  expect([
    kinds.boolean.print(true, field, print),
    kinds.boolean.print(false, field, print),
  ]).toEqual(['Yes', 'No']);
});
