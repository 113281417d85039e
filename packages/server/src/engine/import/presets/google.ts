import { column, type Entry, type Preset } from './preset.ts';

const numbers = [1, 2, 3, 4, 5];

/** Google's contacts number what a person has several of, each with a label beside it; ` ::: ` joins several values. */
function numbered(): Entry[] {
  const split = ' ::: ';
  return numbers.flatMap((number) => [
    ...labelled(`E-mail ${number}`, 'emails', 'Value', split),
    ...labelled(`Phone ${number}`, 'phones', 'Value', split),
    ...labelled(`Website ${number}`, 'urls', 'Value', split),
    ...part(number, 'Street', 'street'),
    ...part(number, 'Extended Address', 'street'),
    ...part(number, 'PO Box', 'street'),
    ...part(number, 'City', 'city'),
    ...part(number, 'Region', 'region'),
    ...part(number, 'Postal Code', 'postalCode'),
    ...part(number, 'Country', 'country'),
  ]);
}

function labelled(start: string, field: string, value: string, split: string): Entry[] {
  // The format before 2024 calls the label "Type".
  return [
    ...column(`${start} - ${value}`, field, { labelColumn: `${start} - Label`, split }),
    ...column(`${start} - ${value}`, field, { labelColumn: `${start} - Type`, split }),
  ];
}

function part(number: number, name: string, of: NonNullable<Entry['part']>): Entry[] {
  const start = `Address ${number}`;
  return ['Label', 'Type'].flatMap((label) =>
    column(`${start} - ${name}`, 'addresses', {
      part: of,
      label: `address ${number}`,
      labelColumn: `${start} - ${label}`,
    }),
  );
}

export const google: Preset = {
  id: 'google',
  object: 'person',
  needs: [
    ['E-mail 1 - Value', 'Phone 1 - Value'],
    ['First Name', 'Given Name'],
    ['Labels', 'Group Membership'],
  ],
  entries: [
    ...column(['First Name', 'Given Name'], 'firstName'),
    ...column(['Middle Name', 'Additional Name'], 'middleName'),
    ...column(['Last Name', 'Family Name'], 'lastName'),
    ...column('Name Prefix', 'salutation'),
    ...column('Nickname', 'nickname'),
    ...column(['Organization Name', 'Organization 1 - Name'], 'company.name'),
    ...column(['Organization Title', 'Organization 1 - Title'], 'jobTitle'),
    ...column(['Organization Department', 'Organization 1 - Department'], 'department'),
    ...column('Birthday', 'birthday', { dates: 'YMD' }),
    ...column('Notes', 'description'),
    ...column(['Labels', 'Group Membership'], 'tags', { split: ' ::: ' }),
    ...numbered(),
  ],
  options: { match: ['emails'] },
};
