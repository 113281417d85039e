import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded, vcard } from './vcard.ts';

test('a person as a card: parts in their order, commas and semicolons escaped, labels others understand', () => {
  const text = vcard('person', {
    id: '0192f0c0-0000-7000-8000-000000000001',
    title: 'Ana Maria Luz',
    firstName: 'Ana',
    middleName: 'Maria',
    lastName: 'Luz; filha',
    company: { id: 'x', title: 'Sol, Lda.' },
    department: 'Vendas',
    jobTitle: 'Diretora',
    birthday: '--04-12',
    emails: [
      { value: 'ana@luz.example', label: 'work', primary: true },
      { value: 'a@b.example', label: 'Büro' },
    ],
    phones: [{ value: '+55 11 90123-4567', label: 'mobile', primary: true }],
    addresses: [
      {
        street: 'Rua A, 1',
        city: 'São Paulo',
        postalCode: '01310-100',
        country: 'BR',
        label: 'home',
        primary: true,
      },
    ],
    tags: ['VIP', 'a,b'],
    description: 'line 1\nline 2; \\',
    updatedAt: '2026-11-22T10:00:00.000Z',
  });
  expect(text.split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:individual',
    'UID:urn:uuid:0192f0c0-0000-7000-8000-000000000001',
    'FN:Ana Maria Luz',
    'N:Luz\\; filha;Ana;Maria;;',
    'ORG:Sol\\, Lda.;Vendas',
    'TITLE:Diretora',
    'BDAY:--0412',
    'EMAIL;TYPE=work;PREF=1:ana@luz.example',
    'item1.EMAIL:a@b.example',
    'item1.X-ABLabel:Büro',
    'TEL;TYPE=cell;PREF=1:+55 11 90123-4567',
    'ADR;TYPE=home:;;Rua A\\, 1;São Paulo;;01310-100;BR',
    'CATEGORIES:VIP,a\\,b',
    'NOTE:line 1\\nline 2; \\\\',
    'REV:20261122T100000Z',
    'END:VCARD',
    '',
  ]);
});

test('lines have 75 octets at most, and no character is cut in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (given) => {
      const line = `NOTE:${given.replace(/[\r\n]/g, '').toWellFormed()}`;
      const lines = folded(line).split('\r\n');
      for (const one of lines) {
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
        expect(one.isWellFormed()).toBe(true);
      }
      expect(lines.map((one, at) => (at === 0 ? one : one.slice(1))).join('')).toBe(line);
    }),
  );
});
