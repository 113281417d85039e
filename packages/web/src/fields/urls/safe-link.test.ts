import { expect, test } from 'vitest';
import { safeLink, shortAddress } from './safe-link.ts';

test.each([
  ['firm.example', 'https://firm.example/'],
  ['http://firm.example/a', 'http://firm.example/a'],
  ['HTTPS://Firm.example', 'https://firm.example/'],
  ['firm.example:8080/x', 'https://firm.example:8080/x'],
])('%s opens %s', (typed, href) => {
  expect(safeLink(typed)).toBe(href);
});

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'data:text/html,x',
  'mailto:a@b.example',
  'vbscript:x',
  '',
  'word',
  'java\nscript:alert(1)',
])('%j never becomes a link', (typed) => {
  expect(safeLink(typed)).toBeNull();
});

test('the scheme is left out of what a person reads', () => {
  expect(shortAddress('https://www.firm.example/')).toBe('firm.example');
});
