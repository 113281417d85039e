import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, phoneDigits, words } from './fold.ts';

describe('texts are compared without case and accents', () => {
  test.each([
    ['Łódź', 'lodz'],
    ['São Paulo', 'sao paulo'],
    ['CITTÀ', 'citta'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Ærø', 'aero'],
    ['İstanbul', 'istanbul'],
    ['Đặng', 'dang'],
    ['ﬁrma', 'firma'],
    ['Ｒｅｌａｔａ', 'relata'],
    ['Œuvre', 'oeuvre'],
    ['株式会社', '株式会社'],
  ])('%s reads as %s', (given, folded) => expect(fold(given)).toBe(folded));

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('composed and decomposed letters are the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

describe('phone numbers are compared by their digits', () => {
  test.each([
    ['+48 600 700 800', '+48600700800'],
    ['0048 600-700-800', '+48600700800'],
    ['(11) 98765-4321', '11987654321'],
    ['06 1234567 int. 12', '06123456712'],
    ['no number', ''],
  ])('%s is %s', (typed, digits) => expect(phoneDigits(typed)).toBe(digits));
});

describe('words of a search', () => {
  test('are split at everything that is neither letter nor digit', () => {
    expect(words('  Żabka S.A. – "Kraków", 2026/11  ')).toEqual([
      'zabka',
      's',
      'a',
      'krakow',
      '2026',
      '11',
    ]);
  });

  test('of nothing are none', () => expect(words(' —!? ')).toEqual([]));
});
