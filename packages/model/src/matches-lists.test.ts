import { describe, expect, test } from 'vitest';
import { shipped } from './build-catalog.ts';
import { matches } from './filter.ts';
import { acme, context, me, mistaken, other } from './test/asked.ts';

test('yes, no and nothing are three things', () => {
  expect(
    mistaken('activity', 'done', true, [
      [{ eq: true }, true],
      [{ ne: true }, false],
      [{ empty: false }, true],
    ]),
  ).toEqual([]);
  expect(
    mistaken('activity', 'done', false, [
      [{ eq: false }, true],
      [{ ne: true }, true],
      [{ empty: true }, false],
    ]),
  ).toEqual([]);
  expect(
    mistaken('activity', 'done', null, [
      [{ eq: false }, false],
      [{ ne: true }, true],
      [{ empty: true }, true],
    ]),
  ).toEqual([]);
});

describe('lists', () => {
  test('of tags have one, any or all', () =>
    expect(
      mistaken(
        'deal',
        'tags',
        ['vip', 'fair'],
        [
          [{ has: 'vip' }, true],
          [{ has: 'vi' }, false],
          [{ hasAny: ['x', 'fair'] }, true],
          [{ hasAny: [] }, false],
          [{ hasAll: ['vip', 'fair'] }, true],
          [{ hasAll: ['vip', 'x'] }, false],
          [{ hasAll: [] }, true],
          [{ eq: 'vip' }, true],
          [{ ne: 'vip' }, false],
          [{ nin: ['x'] }, true],
        ],
      ),
    ).toEqual([]));

  test('that are empty have nothing', () => {
    for (const nothing of [null, undefined, []])
      expect(
        mistaken('deal', 'tags', nothing, [
          [{ empty: true }, true],
          [{ has: 'vip' }, false],
          [{ ne: 'vip' }, true],
          [{ nin: ['vip'] }, true],
          [{ eq: '' }, true],
        ]),
      ).toEqual([]);
  });

  test('of links know records by id, whatever their object', () => {
    expect(
      mistaken(
        'activity',
        'about',
        [
          { object: 'deal', id: other },
          { object: 'company', id: acme },
        ],
        [
          [{ has: acme }, true],
          [{ has: acme.toUpperCase() }, true],
          [{ has: me }, false],
        ],
      ),
    ).toEqual([]);
    expect(
      mistaken(
        'deal',
        'people',
        [other],
        [
          [{ hasAny: [other, me] }, true],
          [{ hasAll: [other, me] }, false],
        ],
      ),
    ).toEqual([]);
  });
});

test('e-mail addresses and phone numbers are found in any notation', () => {
  expect(
    mistaken(
      'person',
      'emails',
      [{ value: 'ana@firma.pl', primary: true }, { value: 'ana@home.it' }],
      [
        [{ has: 'ANA@home.it' }, true],
        [{ has: 'home.it' }, false],
        [{ contains: 'HOME' }, true],
        [{ endsWith: '@firma.pl' }, true],
        [{ startsWith: 'firma' }, false],
      ],
    ),
  ).toEqual([]);
  expect(
    mistaken(
      'person',
      'phones',
      [{ value: '+48 600-700-800', primary: true }],
      [
        [{ has: '0048 600 700 800' }, true],
        [{ has: '600700800' }, false],
        [{ contains: '600 700' }, true],
        [{ endsWith: '800' }, true],
        [{ startsWith: '(48) 600' }, true],
        [{ contains: '-' }, false],
      ],
    ),
  ).toEqual([]);
  expect(
    mistaken(
      'company',
      'addresses',
      [{ street: 'Długa 1', city: 'Kraków' }],
      [
        [{ contains: 'krakow' }, true],
        [{ startsWith: 'dluga' }, true],
        [{ empty: true }, false],
      ],
    ),
  ).toEqual([]);
});

test('“my deals” are mine, and nobody’s when nobody asks', () => {
  expect(
    mistaken('deal', 'owner', me, [
      [{ eq: '@me' }, true],
      [{ ne: '@me' }, false],
      [{ in: [other, '@me'] }, true],
    ]),
  ).toEqual([]);
  expect(
    mistaken('deal', 'owner', other, [
      [{ eq: '@me' }, false],
      [{ ne: '@me' }, true],
    ]),
  ).toEqual([]);
  expect(
    matches({ owner: { eq: '@me' } }, { owner: me }, 'deal', shipped, { ...context, me: null }),
  ).toBe(false);
});
