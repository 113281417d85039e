import { repeated, vcardColumn } from '../read/vcard-columns.ts';
import { column, type Entry, type Preset } from './preset.ts';

function numbered(name: keyof typeof repeated, field: string): Entry[] {
  const { times, parts } = repeated[name];
  return Array.from({ length: times }, (_, at) => at + 1).flatMap((number) => {
    const labelColumn = vcardColumn(name, number, 'label');
    return parts.flatMap((part) =>
      part === ''
        ? column(vcardColumn(name, number, ''), field, { labelColumn, split: ' ::: ' })
        : column(vcardColumn(name, number, part), field, {
            labelColumn,
            part,
            label: `address ${number}`,
          }),
    );
  });
}

/** Contact cards, read as rows of `vcardHeader`. */
export const vcard: Preset = {
  id: 'vcard',
  object: 'person',
  needs: [vcardColumn('kind'), vcardColumn('fullName')],
  entries: [
    ...column(vcardColumn('uid'), 'externalId'),
    ...column(vcardColumn('salutation'), 'salutation', { object: 'person' }),
    ...column(vcardColumn('firstName'), 'firstName', { object: 'person' }),
    ...column(vcardColumn('middleName'), 'middleName', { object: 'person' }),
    ...column(vcardColumn('lastName'), 'lastName', { object: 'person' }),
    ...column(vcardColumn('nickname'), 'nickname', { object: 'person' }),
    ...column(vcardColumn('company'), 'company.name', { object: 'person' }),
    ...column(vcardColumn('company'), 'name', { object: 'company' }),
    ...column(vcardColumn('department'), 'department', { object: 'person' }),
    ...column(vcardColumn('jobTitle'), 'jobTitle', { object: 'person' }),
    ...column(vcardColumn('birthday'), 'birthday', { object: 'person', dates: 'YMD' }),
    ...column(vcardColumn('categories'), 'tags', { split: ',' }),
    ...column(vcardColumn('note'), 'description'),
    ...numbered('email', 'emails'),
    ...numbered('phone', 'phones'),
    ...numbered('url', 'urls'),
    ...numbered('address', 'addresses'),
  ],
  objectBy: { column: [vcardColumn('kind')], values: { org: 'company', individual: 'person' } },
  options: { match: ['externalId', 'emails', 'name'] },
};
