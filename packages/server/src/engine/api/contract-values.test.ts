import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let ada: Caller;

beforeAll(async () => {
  firm = await workspace();
  ada = await (await openOutside(firm)).as(firm.admin);
});

/** What comes back of a field that was saved; the error's code where it was refused. */
async function kept(plural: string, field: string, value: unknown): Promise<unknown> {
  const name =
    plural === 'people'
      ? { lastName: 'X' }
      : plural === 'activities'
        ? { subject: 'X' }
        : { name: 'X' };
  const made = await ada.post(`/${plural}`, { ...name, [field]: value });
  if (made.status !== 201)
    return `${made.status} ${made.body.errors?.[0]?.field} ${made.body.errors?.[0]?.code}`;
  const read = await ada.get(`/${plural}/${made.body.data.id}`);
  expect(read.body.data[field]).toEqual(made.body.data[field]);
  return read.body.data[field];
}

describe('values', () => {
  test('money is a decimal text with its currency, never rounded on the way', async () => {
    const money = (amount: unknown, currency: unknown = 'EUR') =>
      kept('deals', 'value', { amount, currency });
    expect(await money('1250')).toEqual({ amount: '1250.00', currency: 'EUR' });
    expect(await money(0.1)).toEqual({ amount: '0.10', currency: 'EUR' });
    expect(await money('123456789012345.67')).toEqual({
      amount: '123456789012345.67',
      currency: 'EUR',
    });
    expect(await money('0.005')).toEqual({ amount: '0.01', currency: 'EUR' });
    expect(await money('1000.5', 'JPY')).toEqual({ amount: '1001', currency: 'JPY' });
    expect(await money('1.2345', 'KWD')).toEqual({ amount: '1.235', currency: 'KWD' });
    expect(await money(-0)).toEqual({ amount: '0.00', currency: 'EUR' });
    for (const amount of ['NaN', '1e5', 'Infinity', '1,5', '1 000', true, {}, []])
      expect(await money(amount), JSON.stringify(amount)).toBe('422 value money');
    expect(await money(1e308)).toMatch(/^422 value/);
    expect(await money('-1')).toBe('422 value too_small');
    expect(await money('1', 'EURO')).toBe('422 value currency');
    expect(await money('1', 'eur')).toBe('422 value currency');
    expect(await money('1', '__proto__')).toBe('422 value currency');
    expect(await kept('deals', 'value', { amount: '1', currency: 'EUR', rate: 2 })).toBe(
      '422 value unknown_part',
    );
    expect(await kept('deals', 'value', null)).toBeNull();
  });

  test('e-mails and phones are lists of {value, label, primary}, one of them primary', async () => {
    const given = [
      { value: 'Ana@Firm.example' },
      { value: 'home@firm.example', label: 'home', primary: true },
    ];
    expect(await kept('people', 'emails', given)).toEqual([
      { value: 'home@firm.example', label: 'home', primary: true },
      { value: 'ana@firm.example' },
    ]);
    expect(await kept('people', 'emails', ['a@firm.example'])).toEqual([
      { value: 'a@firm.example', primary: true },
    ]);
    expect(await kept('people', 'emails', [])).toBeNull();
    expect(await kept('people', 'phones', [{ value: '+39 011 5551234', label: 'work' }])).toEqual([
      { value: '+39 011 5551234', label: 'work', primary: true },
    ]);
    expect(await kept('people', 'emails', [{ value: 'a@firm.example', kind: 'x' }])).toBe(
      '422 emails.0 unknown_part',
    );
    expect(await kept('people', 'emails', ['a@firm.example', 'nonsense'])).toBe(
      '422 emails.1.value email',
    );
    expect(await kept('people', 'emails', [{ value: 7 }])).toBe('422 emails.0.value text');
    expect(await kept('people', 'emails', { value: 'a@firm.example' })).toBe('422 emails list');
    expect(await kept('people', 'phones', ['none'])).toBe('422 phones.0.value phone');
    expect(await kept('people', 'emails', Array(31).fill('a@firm.example'))).toBe(
      '422 emails too_many',
    );
    expect(await kept('people', 'emails', [`${'a'.repeat(65)}@firm.example`])).toBe(
      '422 emails.0.value email',
    );
    expect(await kept('people', 'emails', [null])).toBeNull();
  });

  test('addresses have parts, of which city and country are fields of their own', async () => {
    const given = [
      { street: 'Via Roma 1', city: 'Torino', postalCode: '10100', country: 'IT', primary: true },
    ];
    expect(await kept('companies', 'addresses', given)).toEqual(given);
    expect((await ada.get('/companies?sort=-createdAt&limit=1')).body.data[0]).toMatchObject({
      city: 'Torino',
      country: 'IT',
    });
    expect(await kept('companies', 'addresses', [{ town: 'Torino' }])).toBe(
      '422 addresses.0.town unknown_part',
    );
    expect(await kept('companies', 'addresses', ['Via Roma 1'])).toBe('422 addresses.0 address');
    expect(await kept('companies', 'city', 'Torino')).toBe('422 city read_only');
  });

  test('days are days and times are UTC', async () => {
    expect(await kept('deals', 'expectedClose', '2026-11-22')).toBe('2026-11-22');
    expect(await kept('people', 'birthday', '--02-29')).toBe('--02-29');
    expect(await kept('people', 'birthday', '0099-12-31')).toBe('0099-12-31');
    expect(await kept('activities', 'due', '2026-11-22T10:00:00+02:00')).toBe(
      '2026-11-22T08:00:00.000Z',
    );
    expect(await kept('activities', 'due', '2026-11-22T10:00Z')).toBe('2026-11-22T10:00:00.000Z');
    for (const day of [
      '2026-02-30',
      '22/11/2026',
      '2026-11-22T00:00:00Z',
      20261122,
      '10000-01-01',
      '0000-01-01',
    ])
      expect(await kept('deals', 'expectedClose', day), String(day)).toBe('422 expectedClose date');
    for (const time of [
      '2026-11-22',
      '2026-11-22T10:00:00',
      '2026-11-22T24:00:00Z',
      'now',
      0,
      '9999-12-31T23:59:59-01:00',
    ])
      expect(await kept('activities', 'due', time), String(time)).toBe('422 due dateTime');
  });

  test('numbers stay what they are', async () => {
    expect(await kept('companies', 'employees', 12)).toBe(12);
    expect(await kept('companies', 'employees', '12')).toBe(12);
    expect(await kept('companies', 'employees', Number.MAX_SAFE_INTEGER)).toBe(
      Number.MAX_SAFE_INTEGER,
    );
    expect(await kept('companies', 'employees', -0)).toBe(0);
    expect(await kept('deals', 'probability', 33.336)).toBe(33.34);
    for (const [value, code] of [
      ...[
        ['1.5', 'integer'],
        [1e308, 'number'],
        ['NaN', 'number'],
        [true, 'number'],
        [-1, 'too_small'],
      ],
      ...[
        ['99999999999999999999', 'too_big'],
        [[], 'number'],
        ['1e3', 'number'],
        ['0x10', 'number'],
      ],
    ])
      expect(await kept('companies', 'employees', value), String(value)).toBe(
        `422 employees ${String(code)}`,
      );
    expect(await kept('deals', 'probability', 101)).toBe('422 probability too_big');
  });

  test('texts lose only what cannot be stored, and an empty text is none', async () => {
    expect(await kept('people', 'jobTitle', '  Buyer\r\nand more ')).toBe('Buyer and more');
    expect(await kept('people', 'description', ' two\nlines ')).toBe(' two\nlines ');
    expect(await kept('people', 'jobTitle', '')).toBeNull();
    expect(await kept('people', 'jobTitle', '   ')).toBeNull();
    expect(await kept('people', 'jobTitle', 'a\u0000b\ud800c 👩‍👩‍👧 Łódź')).toBe('ab\ufffdc 👩‍👩‍👧 Łódź');
    expect(await kept('people', 'jobTitle', "Robert'); drop table person; --")).toBe(
      "Robert'); drop table person; --",
    );
    expect(await kept('people', 'jobTitle', '<script>alert(1)</script>')).toBe(
      '<script>alert(1)</script>',
    );
    expect(await kept('people', 'jobTitle', 'x'.repeat(200))).toHaveLength(200);
    expect(await kept('people', 'jobTitle', 'x'.repeat(201))).toBe('422 jobTitle too_long');
    for (const value of [7, true, {}, ['a']])
      expect(await kept('people', 'jobTitle', value)).toBe('422 jobTitle text');
  });

  test('choices, references and tags are checked', async () => {
    expect(await kept('people', 'temperature', 'lukewarm')).toBe('lukewarm');
    expect(await kept('activities', 'priority', 'urgent')).toBe('422 priority option');
    expect(await kept('activities', 'priority', '__proto__')).toBe('422 priority option');
    expect(await kept('activities', 'done', 'yes')).toBe('422 done boolean');
    expect(await kept('people', 'company', 'Acme')).toBe('422 company id');
    expect(await kept('people', 'company', firm.workspaceId)).toBe('422 company not_found');
    expect(await kept('people', 'owner', '@me')).toMatch(/^422 owner/);
    const { id } = (await ada.post('/companies', { name: 'Acme' })).body.data;
    expect(await kept('people', 'company', id.toUpperCase())).toBe(id);
    expect(await kept('people', 'company', { id, title: 'Acme' })).toBe(id);
    await ada.delete(`/companies/${id}`);
    expect(await kept('people', 'company', id)).toBe('422 company not_found');
    expect(await kept('people', 'tags', ['VIP', 'vip', ' fair '])).toEqual(['VIP', 'fair']);
    expect(await kept('people', 'tags', ['vip'])).toEqual(['VIP']);
    expect(await kept('people', 'tags', [''])).toBe('422 tags.0 text');
    expect(await kept('people', 'tags', 'vip')).toBe('422 tags list');
    expect(await kept('people', 'tags', [])).toEqual([]);
    expect(await kept('activities', 'about', [{ object: 'nonsense', id: firm.admin.id }])).toBe(
      '422 about not_found',
    );
    expect(await kept('activities', 'about', [{ object: '__proto__', id: firm.admin.id }])).toBe(
      '422 about not_found',
    );
    expect(await kept('activities', 'about', [firm.admin.id])).toBe('422 about.0 reference');
  });
});
