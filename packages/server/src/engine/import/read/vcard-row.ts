import { repeated, vcardColumn, vcardHeader, type Repeated } from './vcard-columns.ts';
import type { CardProperty } from './vcard-property.ts';

const positions = new Map(vcardHeader.map((name, at): [string, number] => [name, at]));

/** One card as the cells of a row under `vcardHeader`. */
export function cardCells(properties: CardProperty[]): string[] {
  const cells = vcardHeader.map(() => '');
  const put = (column: string, value: string): void => {
    const at = positions.get(column);
    if (at !== undefined) cells[at] = value;
  };
  const all = (name: string): CardProperty[] =>
    properties.filter((property) => property.name === name && property.text() !== '');
  const one = (name: string): string => all(name)[0]?.text() ?? '';
  const joined = (name: string, separator: string): string =>
    all(name)
      .map((property) => property.text())
      .join(separator);

  const [last = '', first = '', middle = '', prefix = '', suffix = ''] = all('N')[0]?.parts() ?? [];
  const [company = '', ...units] = all('ORG')[0]?.parts() ?? [];
  const fullName = one('FN');
  const named = first !== '' || last !== '';
  const isCompany =
    /^org/i.test(one('KIND')) ||
    /^company$/i.test(one('X-ABSHOWAS')) ||
    (!named && company !== '' && (fullName === '' || fullName === company));

  put(vcardColumn('kind'), isCompany ? 'org' : 'individual');
  put(vcardColumn('uid'), one('UID'));
  put(vcardColumn('fullName'), fullName);
  put(vcardColumn('salutation'), prefix);
  put(vcardColumn('firstName'), named || isCompany ? first : guessedFirst(fullName));
  put(vcardColumn('middleName'), middle);
  put(vcardColumn('lastName'), named || isCompany ? last : guessedLast(fullName));
  put(vcardColumn('suffix'), suffix);
  put(vcardColumn('nickname'), joined('NICKNAME', ', '));
  put(vcardColumn('company'), company === '' && isCompany ? fullName : company);
  put(vcardColumn('department'), units.filter((unit) => unit !== '').join(' / '));
  put(vcardColumn('jobTitle'), one('TITLE'));
  put(vcardColumn('role'), one('ROLE'));
  put(vcardColumn('birthday'), moment(all('BDAY')[0]));
  put(vcardColumn('anniversary'), moment(all('ANNIVERSARY')[0] ?? all('X-ANNIVERSARY')[0]));
  put(
    vcardColumn('categories'),
    all('CATEGORIES')
      .flatMap((property) => property.list())
      .filter((tag) => tag !== '')
      .join(','),
  );
  put(vcardColumn('note'), joined('NOTE', '\n\n'));
  put(vcardColumn('messengers'), messengers(properties));
  put(vcardColumn('photo'), properties.some((property) => property.name === 'PHOTO') ? 'yes' : '');
  put(vcardColumn('updated'), one('REV'));

  const labels = appleLabels(properties);
  const fill = (
    kind: Repeated,
    name: string,
    values: (property: CardProperty) => string[],
  ): void => {
    const { times, parts } = repeated[kind];
    for (const [at, property] of preferredFirst(all(name)).entries()) {
      const number = Math.min(at + 1, times);
      const found = values(property);
      if (found.every((value) => value === '')) continue;
      if (at < times) put(vcardColumn(kind, number, 'label'), labelOf(property, labels));
      for (const [index, part] of parts.entries()) {
        const column = vcardColumn(kind, number, part);
        const before = cells[positions.get(column) ?? -1] ?? '';
        const value = found[index] ?? '';
        if (at < times) put(column, value);
        else if (kind !== 'address') put(column, `${before} ::: ${value}`);
      }
    }
  };
  fill('email', 'EMAIL', (property) => [property.text().replace(/^mailto:/i, '')]);
  fill('phone', 'TEL', (property) => [phone(property.text())]);
  fill('url', 'URL', (property) => [property.text()]);
  fill('address', 'ADR', address);
  return cells;
}

/** Street with post office box and extension, city, region, postal code, country. */
function address(property: CardProperty): string[] {
  const [box = '', extended = '', street = '', ...rest] = property.parts();
  return [[street, extended, box].filter((part) => part !== '').join(', '), ...rest.slice(0, 4)];
}

/** `tel:+55-11-2345-6789;ext=12` (RFC 3966). */
function phone(text: string): string {
  return text
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d+)/i, ' ext. $1')
    .replace(/;.*$/, '');
}

/** Apple writes a birthday without year as one in 1604 and says so. */
function moment(property: CardProperty | undefined): string {
  if (!property) return '';
  const text = property.text();
  const omitted = property.parameter('X-APPLE-OMIT-YEAR');
  if (omitted && text.startsWith(omitted)) return `-${text.slice(omitted.length)}`;
  return text;
}

function preferredFirst(properties: CardProperty[]): CardProperty[] {
  const rank = (property: CardProperty): number => {
    const order = Number(property.parameter('PREF') ?? Number.NaN);
    if (order >= 1) return order;
    return property.types.has('pref') ? 0 : 101;
  };
  return properties.toSorted((a, b) => rank(a) - rank(b));
}

/** Group → label: `item1.X-ABLabel:_$!<Work>!$_`. */
function appleLabels(properties: CardProperty[]): Map<string, string> {
  const named = properties.filter(
    (property) => property.name === 'X-ABLABEL' && property.group !== '',
  );
  return new Map(
    named.map((property) => [property.group, property.text().replace(/^_\$!<(.*)>!\$_$/, '$1')]),
  );
}

function labelOf(property: CardProperty, labels: Map<string, string>): string {
  const { types } = property;
  if (types.has('fax')) return 'fax';
  if (types.has('cell') || types.has('iphone')) return 'mobile';
  if (types.has('pager')) return 'pager';
  if (types.has('work')) return 'work';
  if (types.has('home')) return 'home';
  return labels.get(property.group)?.toLowerCase() ?? (types.has('main') ? 'main' : '');
}

function messengers(properties: CardProperty[]): string {
  return properties
    .filter((property) =>
      /^(IMPP|X-(SKYPE|SKYPE-USERNAME|TELEGRAM|WHATSAPP|JABBER|MSN|ICQ|QQ|AIM|YAHOO|SOCIALPROFILE))$/.test(
        property.name,
      ),
    )
    .map((property) =>
      property.name === 'IMPP'
        ? property.text()
        : `${property.name.slice(2).toLowerCase()}:${property.text()}`,
    )
    .join(' ::: ');
}

/** Without `N`, the last word of the full name is the last name. */
function guessedFirst(fullName: string): string {
  const space = fullName.lastIndexOf(' ');
  return space < 0 ? fullName : fullName.slice(0, space);
}

function guessedLast(fullName: string): string {
  const space = fullName.lastIndexOf(' ');
  return space < 0 ? '' : fullName.slice(space + 1);
}
