import { operators } from '@relata/model';
import fc from 'fast-check';

/** Texts that have broken programs before. */
const nastyTexts = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\ufffe',
    '\u202eabc',
    '👩‍👩‍👧',
    'İıŁßﬁ',
    '\r\n\t',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'then',
    'length',
  ],
  ...[
    "'",
    "''",
    '"',
    '\\',
    '%',
    '_',
    '\\\\%',
    '`',
    '$1',
    '${x}',
    '{{x}}',
    '--',
    '/*',
    ';',
    '?',
    ':x',
    '@me',
    '~',
    '*',
  ],
  ...[
    "'; drop table person; --",
    'id" desc nulls first; select 1',
    "x')) or 1=1 --",
    '1; select pg_sleep(9)',
  ],
  ...[
    'null',
    'undefined',
    'true',
    'NaN',
    'Infinity',
    '-0',
    '1e308',
    '1e999',
    '0x10',
    '٣',
    '99999999999999999999',
    '-1',
    '1.5',
  ],
  ...[
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-11-22',
    '24:00',
    '2026-11-22T10:00:00Z',
    'infinity',
    'epoch',
  ],
  ...[
    'a.b',
    'a.b.c',
    '.',
    '..',
    ',',
    ',,',
    '-',
    '--title',
    '-title',
    'company.name',
    'owner.title',
    'about.title',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '../../etc/passwd',
    '%00',
    '%ff',
  ],
  ...['x'.repeat(3000), '('.repeat(500), 'a '.repeat(700), '\u0301'.repeat(300)],
];

export const nastyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

const nastyNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    1.5,
    1e15,
    1e16,
    1e21,
    1e308,
    -1e308,
    5e-324,
    2 ** 31,
    2 ** 53,
    2 ** 63,
  ),
  fc.integer(),
);

const deep = fc.constantFrom(30, 300).map((levels) => {
  let value: unknown = [];
  for (let i = 0; i < levels; i++) value = i % 2 ? { a: value } : [value];
  return value;
});

/** Any value that JSON can hold, and that somebody may send. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: nastyText },
  { weight: 3, arbitrary: nastyNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [null], [[]]) },
  { weight: 2, arbitrary: fc.array(nastyText, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.dictionary(nastyText, nastyText, { maxKeys: 3 }), { maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.dictionary(nastyText, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }) },
  { weight: 1, arbitrary: deep },
);

/** What is wanted mostly, and now and then what nobody wants. */
export const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: good }, { weight: 1, arbitrary: bad });

/** A filter over these names, true to the language or not. */
export function nastyFilter(names: string[], ids: string[]): fc.Arbitrary<unknown> {
  const name = mostly(fc.constantFrom(...names), nastyText);
  const path = fc.oneof(
    name,
    fc.tuple(name, name).map(([near, far]) => `${near}.${far}`),
  );
  const operand = fc.oneof(
    fc.constantFrom(...ids),
    nastyValue,
    fc.array(fc.oneof(fc.constantFrom(...ids), nastyValue), { maxLength: 3 }),
  );
  const condition = fc.dictionary(
    mostly(fc.constantFrom<string>(...operators), nastyText),
    operand,
    { maxKeys: 2 },
  );
  const { filter } = fc.letrec((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.dictionary(path, mostly(condition as fc.Arbitrary<unknown>, nastyValue), {
        minKeys: 1,
        maxKeys: 2,
      }),
      fc.record({ or: fc.array(tie('filter'), { maxLength: 2 }) }),
      fc.record({ and: fc.array(tie('filter'), { maxLength: 2 }) }),
      fc.record({ not: tie('filter') }),
    ),
  }));
  return filter;
}
