import { describe, expect, test } from 'vitest';
import { text as textField } from '../define.ts';
import { kinds } from './index.ts';

const line = (input: unknown, max = 250) => kinds.text.parse(input, textField({ max }));
const lines = (input: unknown) => kinds.longText.parse(input, { kind: 'longText', max: 1000 });

describe('a line of text', () => {
  test('loses the blanks around it, and line breaks become blanks', () => {
    expect(line('  Acme \r\n  Poland \n')).toBe('Acme Poland');
    expect(line('two  blanks')).toBe('two  blanks');
  });

  test('of blanks alone is empty', () => {
    for (const nothing of [null, '', '  ', '\n\t', '\u0000']) expect(line(nothing)).toBeNull();
  });

  test('keeps letters of all languages, and loses what no database keeps', () => {
    expect(line('Zażółć 株式会社 🙂')).toBe('Zażółć 株式会社 🙂');
    expect(line('a\u0000b')).toBe('ab');
    expect(line('half \ud83d')).toBe('half \ufffd');
  });

  test('may be as long as the field says, and not longer', () => {
    expect(line('abc', 3)).toBe('abc');
    expect(() => line('abcd', 3)).toThrow(
      expect.objectContaining({ code: 'too_long', values: { max: 3 } }),
    );
  });

  test('is no number, list or yes', () => {
    for (const wrong of [1, true, ['a'], { a: 1 }, undefined])
      expect(() => line(wrong)).toThrow(expect.objectContaining({ code: 'text' }));
  });

  test('with a hundred thousand blanks is read at once', () => {
    const before = performance.now();
    expect(() => line(`a${' '.repeat(100_000)}b`)).toThrow('characters');
    expect(performance.now() - before).toBeLessThan(500);
  });
});

test('a long text keeps its lines', () => {
  expect(lines(' first\n\n second ')).toBe(' first\n\n second ');
  expect(lines(' \n ')).toBeNull();
});
