import { describe, expect, test } from 'vitest';
import { addresses, emails, phones, urls } from '../define.ts';
import { isEmail, normalPhone } from './contact-points.ts';
import { kinds } from './index.ts';

const problem = (code: string, at?: string) =>
  expect.objectContaining(at === undefined ? { code } : { code, at });
const email = (input: unknown) => kinds.emails.parse(input, emails());

describe('e-mail addresses', () => {
  test('are taken as a text, a list of texts, or with their labels', () => {
    const ana = [{ value: 'ana@firma.pl', primary: true }];
    expect(email('Ana@Firma.pl')).toEqual(ana);
    expect(email([' ana@firma.pl '])).toEqual(ana);
    expect(email([{ value: 'ana@firma.pl', label: 'work' }])).toEqual([
      { value: 'ana@firma.pl', label: 'work', primary: true },
    ]);
  });

  test('have one primary address, which comes first', () => {
    expect(
      email(['a@x.pl', { value: 'b@x.pl', primary: true }, { value: 'c@x.pl', primary: true }]),
    ).toEqual([{ value: 'b@x.pl', primary: true }, { value: 'a@x.pl' }, { value: 'c@x.pl' }]);
  });

  test('count once however they are written, and a repetition adds what it knows', () => {
    expect(email(['a@x.pl', 'b@x.pl', { value: 'B@X.PL', label: 'home', primary: true }])).toEqual([
      { value: 'b@x.pl', label: 'home', primary: true },
      { value: 'a@x.pl' },
    ]);
  });

  test('that are empty are left out, and none is empty', () => {
    expect(email(['', null, { value: ' ' }])).toBeNull();
    expect(email([])).toBeNull();
    expect(email(null)).toBeNull();
  });

  test('that cannot work are refused by name and place', () => {
    expect(() => email(['a@x.pl', 'ana at firma'])).toThrow(
      expect.objectContaining({ code: 'email', at: '1.value', values: { value: 'ana at firma' } }),
    );
    expect(() => email([{ value: 'a@x.pl', type: 'work' }])).toThrow(problem('unknown_part', '0'));
    expect(() => email([{ value: 5 }])).toThrow(problem('text', '0.value'));
    expect(() => email(['a@x.pl', { value: 'b@x.pl', label: 'l'.repeat(51) }])).toThrow(
      problem('too_long', '1.label'),
    );
    expect(() => email({ value: 'a@x.pl' })).toThrow(problem('list'));
    expect(() => email(Array.from({ length: 31 }, (_, i) => `a${i}@x.pl`))).toThrow(
      problem('too_many'),
    );
  });

  test.each([
    'ana@firma.pl',
    'a.b+tag@sub.firma.com.br',
    "o'neil@x.ie",
    'josé@exemplo.com.br',
    'info@żółw.pl',
    'x_y%z@a-b.co',
    '#1@x.pl',
  ])('%s works', (one) => expect(isEmail(one)).toBe(true));

  test.each([
    'ana',
    'ana@',
    '@firma.pl',
    'ana@firma',
    'a b@firma.pl',
    'ana@@firma.pl',
    'ana@firma..pl',
    '.ana@firma.pl',
    'ana.@firma.pl',
    'ana@-firma.pl',
    'ana@firma.p',
    'Ana <ana@firma.pl>',
    'a@x.pl, b@x.pl',
    `${'a'.repeat(65)}@x.pl`,
  ])('%s does not', (one) => expect(isEmail(one)).toBe(false));
});

describe('phone numbers', () => {
  test('are kept as typed and compared by their digits', () => {
    const typed = kinds.phones.parse('+48 (600) 700-800', phones());
    expect(typed).toEqual([{ value: '+48 (600) 700-800', primary: true }]);
    const context = { me: null, now: '', timeZone: 'UTC', rate: () => null };
    expect(kinds.phones.scalars(typed, context)).toEqual([
      kinds.phones.operand('0048600700800', context),
    ]);
  });

  test('have digits', () =>
    expect(() => kinds.phones.parse(['ask Ana'], phones())).toThrow(problem('phone', '0.value')));

  test('are the same in national and international notation, given the country', () => {
    expect(normalPhone('(11) 98765-4321', 'BR')).toBe('+5511987654321');
    expect(normalPhone('+55 11 98765-4321')).toBe('+5511987654321');
    expect(normalPhone('06 6982', 'IT')).toBe('+39066982');
    expect(normalPhone('ext. 12')).toBe('12');
  });
});

describe('web addresses', () => {
  const url = (input: unknown) => kinds.urls.parse(input, urls());
  const found = (input: string) => (url(input) as { value: string }[] | null)?.[0]?.value;

  test('are completed where only the domain was typed', () => {
    expect(found('firma.pl')).toBe('https://firma.pl');
    expect(found('www.firma.com.br/contato?x=1')).toBe('https://www.firma.com.br/contato?x=1');
    expect(found('żółw.pl:8080')).toBe('https://żółw.pl:8080');
    expect(found('http://firma.pl')).toBe('http://firma.pl');
  });

  test('that are no domains stay as typed', () => {
    expect(found('@ana')).toBe('@ana');
    expect(found('skype:ana.nowak')).toBe('skype:ana.nowak');
    expect(found('ana nowak')).toBe('ana nowak');
  });

  test('are found by what was typed', () => {
    const context = { me: null, now: '', timeZone: 'UTC', rate: () => null };
    expect(kinds.urls.operand('firma.pl', context)).toBe(found('firma.pl'));
  });
});

describe('postal addresses', () => {
  const parse = (input: unknown) => kinds.addresses.parse(input, addresses());

  test('keep the parts that are filled in, the primary one first', () => {
    expect(
      parse([
        { city: ' Kraków ', street: '' },
        { city: 'Łódź', country: 'PL', primary: true },
        { label: 'work' },
        {},
      ]),
    ).toEqual([{ city: 'Łódź', country: 'PL', primary: true }, { city: 'Kraków' }]);
  });

  test('are no texts and have no other parts', () => {
    expect(() => parse(['Kraków'])).toThrow(problem('address', '0'));
    expect(() => parse([{ city: 'Kraków' }, { zip: '30-001' }])).toThrow(
      problem('unknown_part', '1.zip'),
    );
    expect(() => parse([{ city: 1 }])).toThrow(problem('text', '0.city'));
  });

  test('are printed as one line each', () => {
    const value = [
      { street: 'ul. Długa 1', postalCode: '31-147', city: 'Kraków', country: 'PL', primary: true },
      { city: 'Łódź' },
    ];
    expect(
      kinds.addresses.print(value, addresses(), {
        locale: 'pl',
        timeZone: 'UTC',
        option: String,
        yes: '',
        no: '',
      }),
    ).toBe('ul. Długa 1 31-147 Kraków PL; Łódź');
  });
});
