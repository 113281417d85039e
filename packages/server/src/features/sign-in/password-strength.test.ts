import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refuseWeakPassword } from './password-strength.ts';

const about = ['Ada Lovelace', 'ada.byron@analytical-engines.example', 'Pumps & Więcej'];
const codeFor = (password: string): string | undefined => {
  try {
    refuseWeakPassword(password, about);
    return undefined;
  } catch (error) {
    return (error as { errors: { code: string }[] }).errors[0]?.code;
  }
};

test('T2 at least three thousand common passwords are known, and none of them is taken', () => {
  const list = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#') && line.length >= 8);
  expect(list.length).toBeGreaterThan(3000);
  expect(list.filter((password) => codeFor(password) === undefined)).toEqual([]);
});

test.each([
  'password',
  'Password1!',
  'P@ssw0rd',
  'Monkey2026!',
  '12345678',
  '987654321098',
  'qwertyuiop',
  'poiuytrewq',
  'abcdefghij',
  'aaaaaaaaaaaa',
  'abababababab',
  'senha123',
  'juventus',
  'zaq12wsx',
  'Welcome2026',
])('%s is guessed first', (password) => {
  expect(codeFor(password)).toBe('password_common');
});

test.each([
  'lovelace',
  'AdaLovelace1',
  'ada.byron@analytical-engines.example',
  'analytical!!',
  'Wiecej2026',
  'l0vel4ce11',
  'adaByron12',
])('%s is made of what everybody knows about Ada', (password) => {
  expect(codeFor(password)).toBe('password_about_you');
});

test('T2 short ones are refused, long ones taken to 128 characters and refused rather than cut', () => {
  expect(codeFor('x7-Pw!q')).toBe('password_short');
  expect(codeFor('otter lantern 7')).toBeUndefined();
  expect(codeFor('otter lantern 7 '.repeat(8))).toBeUndefined();
  expect(codeFor(`${'otter lantern 7 '.repeat(8)}!`)).toBe('password_long');
});

test('nothing else is asked for: words, blanks and letters of any script will do', () => {
  for (const password of [
    'correct walnut staple tram',
    'żółwie piją kawę',
    'Медленный трамвай',
    'gjwqhzmfkd',
    '🦦🚋🏮🥜 lanterns',
  ])
    expect(codeFor(password)).toBeUndefined();
});

test('random passwords of fourteen letters and digits are always taken', () => {
  const character = fc.constantFrom(
    ...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split(''),
  );
  fc.assert(
    fc.property(fc.uniqueArray(character, { minLength: 14, maxLength: 20 }), (characters) => {
      expect(codeFor(characters.join(''))).toBeUndefined();
    }),
  );
});
