import { expect, test } from 'vitest';

import { suggestMapping } from './suggest.ts';

/** Column → field, part and label. */
const map = (header: string[], object?: string): Record<string, string> =>
  Object.fromEntries(
    suggestMapping(header, [], object).mapping.map(({ column, field, part, label }) => [
      column,
      [field, part, label].filter(Boolean).join(' '),
    ]),
  );

test('a price list is recognised by its columns, and its products by their code', () => {
  const headers = [
    ['SKU', 'Item name', 'Unit price', 'Currency', 'Unit of measure', 'In stock'],
    [
      'Codice articolo',
      'Nome prodotto',
      'Prezzo unitario',
      'Valuta',
      'Unità di misura',
      'Giacenza',
    ],
    ['Kod produktu', 'Nazwa produktu', 'Cena netto', 'Waluta', 'Jednostka miary', 'Stan'],
    ['Código do produto', 'Produto', 'Preço unitário', 'Moeda', 'Unidade de medida', 'Estoque'],
  ];
  for (const header of headers) {
    const { object, mapping, options } = suggestMapping(header, []);
    expect([object, options.match]).toEqual(['product', ['code']]);
    expect(mapping.map(({ field, part }) => [field, part].filter(Boolean).join(' '))).toEqual([
      ...['code', 'name', 'price', 'price currency', 'unit', 'stock'],
    ]);
  }
});

test('columns are understood in our languages', () => {
  expect(
    map([
      'Nome',
      'Sobrenome',
      'Empresa',
      'Cargo',
      'E-mail',
      'Celular',
      'CEP',
      'Data de nascimento',
      'Observações',
    ]),
  ).toEqual({
    Nome: 'firstName',
    Sobrenome: 'lastName',
    Empresa: 'company.name',
    Cargo: 'jobTitle',
    'E-mail': 'emails',
    Celular: 'phones mobile',
    CEP: 'addresses postalCode work',
    'Data de nascimento': 'birthday',
    Observações: 'description',
  });
  expect(
    map(['Cognome', 'Nome', 'Azienda', 'Ruolo', 'PEC', 'Cellulare', 'Città', 'Provincia']),
  ).toMatchObject({
    Nome: 'firstName',
    Cognome: 'lastName',
    PEC: 'emails pec',
    Provincia: 'addresses region work',
  });
  expect(
    map(['Imię', 'Nazwisko', 'Firma', 'Stanowisko', 'Telefon komórkowy', 'Kod pocztowy', 'Uwagi']),
  ).toMatchObject({
    Imię: 'firstName',
    Nazwisko: 'lastName',
    Firma: 'company.name',
    'Kod pocztowy': 'addresses postalCode work',
    Uwagi: 'description',
  });
  expect(map(['Vorname', 'Name', 'Unternehmen', 'PLZ'])).toMatchObject({
    Vorname: 'firstName',
    Name: 'lastName',
    Unternehmen: 'company.name',
  });
  expect(
    map(['Razão social', 'CNPJ', 'Setor', 'Faturamento anual', 'Moeda', 'Site']),
  ).toMatchObject({
    'Razão social': 'name',
    CNPJ: 'vatNumber',
    Setor: 'industry',
    'Faturamento anual': 'annualRevenue',
    Moeda: 'annualRevenue currency',
    Site: 'domain',
  });
  expect(map(['Tytuł', 'Wartość', 'Waluta', 'Lejek', 'Etap', 'Prawdopodobieństwo'])).toMatchObject({
    Tytuł: 'name',
    Wartość: 'value',
    Waluta: 'value currency',
    Lejek: 'pipeline',
    Etap: 'stage',
  });
});

test('repeated columns are all used where a record can hold several', () => {
  expect(map(['Name', 'Email', 'Email (2)', 'Phone', 'Phone (2)', 'Name (2)'])).toEqual({
    Name: 'name',
    Email: 'emails',
    'Email (2)': 'emails',
    Phone: 'phones',
    'Phone (2)': 'phones',
  });
});

test('columns of the system and of the language are no fields', () => {
  expect(
    map([
      '__proto__',
      'constructor',
      'toString',
      'id',
      'password',
      'is_admin',
      'workspace_id',
      'Email',
    ]),
  ).toEqual({ Email: 'emails' });
  expect(suggestMapping(['__proto__', 'Notes'], [], 'constructor').mapping).toEqual([
    { column: 'Notes', field: 'description' },
  ]);
});

test('columns without names are recognised by what they hold', () => {
  const rows = [
    ['Ana Luz', 'ana@x.example', '+55 11 90000-0001', 'https://x.example', 'nota'],
    ['Bia Sol', 'bia@x.example', '(11) 90000-0002', 'www.y.example', ''],
  ];
  const header = [1, 2, 3, 4, 5].map((n) => `Column ${n}`);
  const { mapping } = suggestMapping(header, rows);
  expect(mapping.map(({ column, field }) => [column, field])).toEqual([
    ['Column 1', 'name'],
    ['Column 2', 'emails'],
    ['Column 3', 'phones'],
    ['Column 4', 'urls'],
  ]);
});

test('how dates and amounts are written is taken from the cells', () => {
  const { mapping } = suggestMapping(
    ['Deal', 'Value', 'Close date', 'Stage'],
    [['A', '1.234,56', '12/25/2025', 'x']],
  );
  expect(mapping).toMatchObject([
    { column: 'Deal', field: 'name' },
    { column: 'Value', field: 'value', decimal: ',' },
    { column: 'Close date', field: 'expectedClose', dates: 'MDY' },
    { column: 'Stage', field: 'stage' },
  ]);
});
