import { expect, test } from 'vitest';

import { allRows, open, openMade, remarks } from './fixtures.ts';
import type { OpenedFile } from './rows.ts';

/** The filled columns of each card, without `vcard.` before their names. */
async function cards(file: OpenedFile): Promise<Record<string, string>[]> {
  const rows = await allRows(file);
  return rows.map(({ cells }) =>
    Object.fromEntries(
      cells.flatMap((cell, at) => (cell === '' ? [] : [[file.header[at]?.slice(6) ?? '', cell]])),
    ),
  );
}

async function card(...lines: string[]): Promise<Record<string, string>> {
  const file = await openMade(
    ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n'),
  );
  return (await cards(file))[0] ?? {};
}

test('a line folded in the middle of a character is put together before it is read', async () => {
  const file = await open('vcard-folded-inside-a-character.vcf');
  expect((await cards(file))[0]?.note).toBe('ç'.repeat(60));
  expect(file.problems).toEqual([]);
});

test('broken cards are read as far as they go', async () => {
  const file = await open('vcard-broken.vcf');
  expect((await cards(file)).map((one) => `${one.firstName} ${one.lastName ?? ''}`.trim())).toEqual(
    ['Um', 'Sem Fim', 'Sem FN Nome', 'Versão Futura'],
  );
  expect(remarks(await allRows(file))).toEqual([
    '5 card_not_closed',
    '14 text_between_cards',
    '14 card_version_unknown',
  ]);
});

test('what a person has several of keeps its labels, the preferred first', async () => {
  expect(
    await card(
      'N:Luz;Ana;Maria;Dra.;',
      'EMAIL;TYPE=HOME:ana@casa.example',
      'EMAIL;TYPE=INTERNET,WORK,PREF:ana@firma.example',
      'TEL;VALUE=uri;TYPE="cell,voice":tel:+55-11-90123-4567',
      'item1.TEL:+55 11 2345-6789',
      'item1.X-ABLabel:_$!<Main>!$_',
      'ADR;TYPE=WORK:;sala 2;Rua A\\, 1;São Paulo;SP;01310-100;Brasil',
    ),
  ).toMatchObject({
    salutation: 'Dra.',
    firstName: 'Ana',
    middleName: 'Maria',
    lastName: 'Luz',
    email1: 'ana@firma.example',
    'email1.label': 'work',
    email2: 'ana@casa.example',
    'email2.label': 'home',
    phone1: '+55-11-90123-4567',
    'phone1.label': 'mobile',
    phone2: '+55 11 2345-6789',
    'phone2.label': 'main',
    'address1.street': 'Rua A, 1, sala 2',
    'address1.postalCode': '01310-100',
  });
});

test('organisation, units, notes and tags are unescaped', async () => {
  expect(
    await card(
      'FN:Ana Luz',
      'N:Luz;Ana;;;',
      'ORG:Firma\\; Filhos;Vendas;Sul',
      'NOTE:linha 1\\nlinha 2\\, fim',
      'CATEGORIES:VIP,Feira\\, 2024',
    ),
  ).toMatchObject({
    kind: 'individual',
    company: 'Firma; Filhos',
    department: 'Vendas / Sul',
    note: 'linha 1\nlinha 2, fim',
    categories: 'VIP,Feira, 2024',
  });
});

test('a card of a company is one, also the way Apple says it', async () => {
  expect(await card('KIND:org', 'FN:Padaria Açaí')).toMatchObject({
    kind: 'org',
    company: 'Padaria Açaí',
  });
  expect(
    await card('N:;;;;', 'FN:Padaria Açaí', 'ORG:Padaria Açaí', 'X-ABShowAs:COMPANY'),
  ).toMatchObject({ kind: 'org' });
});

test('a birthday may lack its year', async () => {
  expect((await card('FN:A', 'BDAY:--0412')).birthday).toBe('--0412');
  expect((await card('FN:A', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12')).birthday).toBe('--04-12');
});

test('vCard 2.1 is read with its own encodings and soft line breaks', async () => {
  const file = await openMade(
    Buffer.from(
      [
        'BEGIN:VCARD',
        'VERSION:2.1',
        'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:K=F6hler;J=FCrgen;;;',
        'TEL;CELL;PREF:+4915100138145',
        'NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:n=C3=A3o de manh=C3=',
        '=A3=0D=0Afim',
        'PHOTO;ENCODING=BASE64;TYPE=PNG:',
        ' iVBORw0KGgo=',
        '',
        'END:VCARD',
      ].join('\r\n'),
    ),
  );
  expect(await cards(file)).toMatchObject([
    {
      lastName: 'Köhler',
      firstName: 'Jürgen',
      phone1: '+4915100138145',
      'phone1.label': 'mobile',
      note: 'não de manhã\nfim',
      photo: 'yes',
    },
  ]);
});

test('an assistant inside a card is no card', async () => {
  const rows = await cards(
    await openMade(
      'BEGIN:VCARD\nVERSION:2.1\nN:A;B\nAGENT:\nBEGIN:VCARD\nN:X;Y\nEND:VCARD\nTEL:123\nEND:VCARD\n',
    ),
  );
  expect(rows).toMatchObject([{ lastName: 'A', phone1: '123' }]);
});

test('a group of contacts is left out', async () => {
  const rows = await allRows(
    await openMade(
      'BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Amigos\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Ana\nEND:VCARD\n',
    ),
  );
  expect(rows.map((row) => row.problems?.[0]?.severity)).toEqual(['skip', undefined]);
});
