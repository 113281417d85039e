/**
 * A contact card as a row of a table: the columns are always the same, so a mapping made once fits every file.
 * What a card may hold several times stands in numbered columns, the preferred one first, each with its label
 * (`work`, `home`, `mobile` …) beside it; what is beyond the last number is joined into it with ` ::: `.
 */
export const repeated = {
  email: { times: 5, parts: [''] },
  phone: { times: 6, parts: [''] },
  url: { times: 4, parts: [''] },
  address: { times: 3, parts: ['street', 'city', 'region', 'postalCode', 'country'] },
} as const satisfies Record<string, { times: number; parts: readonly string[] }>;

export type Repeated = keyof typeof repeated;

const single = [
  'kind',
  'uid',
  'fullName',
  'salutation',
  'firstName',
  'middleName',
  'lastName',
  'suffix',
  'nickname',
  'company',
  'department',
  'jobTitle',
  'role',
  'birthday',
  'anniversary',
  'categories',
  'note',
  'messengers',
  'photo',
  'updated',
] as const;

export type Single = (typeof single)[number];

/** Name of a column: `vcard.email1`, `vcard.email1.label`, `vcard.address2.city`, `vcard.note`. */
export function vcardColumn(name: Single): string;
export function vcardColumn(name: Repeated, number: number, part: string): string;
export function vcardColumn(name: Single | Repeated, number?: number, part = ''): string {
  const start = number === undefined ? `vcard.${name}` : `vcard.${name}${number}`;
  return part === '' ? start : `${start}.${part}`;
}

function numbered(name: Repeated): string[] {
  const { times, parts } = repeated[name];
  return Array.from({ length: times }, (_, at) => at + 1).flatMap((number) =>
    ['label', ...parts].map((part) => vcardColumn(name, number, part)),
  );
}

export const vcardHeader: string[] = [
  ...single.map((name) => vcardColumn(name)),
  ...numbered('email'),
  ...numbered('phone'),
  ...numbered('url'),
  ...numbered('address'),
];
