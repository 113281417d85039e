import type { Address, ContactPoint } from '@relata/model';

/** A record as the API gives it, its company expanded to `{id, title}`. */
export type CardRecord = Record<string, unknown> & { id: string; title: string };

/** Objects that are contacts. */
export const cardObjects = new Set(['person', 'company']);

/** TYPE values of RFC 6350; other labels stand beside the value as Apple and Google write and read them. */
const types: Record<string, string> = {
  work: 'work',
  home: 'home',
  mobile: 'cell',
  fax: 'fax',
  pager: 'pager',
};

/** One record as a vCard 4.0 (RFC 6350). */
export function vcard(object: string, record: CardRecord): string {
  const isOrg = object === 'company';
  const lines: string[] = ['BEGIN:VCARD', 'VERSION:4.0', `KIND:${isOrg ? 'org' : 'individual'}`];
  const text = (name: string): string => (typeof record[name] === 'string' ? record[name] : '');
  const add = (property: string, value: string): void =>
    void (value && lines.push(`${property}:${escaped(value)}`));
  const company = isOrg ? record.title : titleOf(record['company']);

  lines.push(`UID:${escaped(text('externalId') || `urn:uuid:${record.id}`)}`);
  lines.push(`FN:${escaped(record.title || record.id)}`);
  if (!isOrg)
    lines.push(
      `N:${[text('lastName'), text('firstName'), text('middleName'), text('salutation'), ''].map(component).join(';')}`,
    );
  add('NICKNAME', text('nickname'));
  const units = [company, text('department')];
  if (units.some(Boolean))
    lines.push(`ORG:${(units[1] ? units : units.slice(0, 1)).map(component).join(';')}`);
  add('TITLE', text('jobTitle'));
  if (text('birthday')) lines.push(`BDAY:${birthday(text('birthday'))}`);
  let groups = 0;
  const points = (property: string, values: unknown): void => {
    for (const [at, point] of ((values ?? []) as ContactPoint[]).entries()) {
      const label = point.label ?? '';
      const type = types[label];
      const preferred = point.primary && at === 0 ? ';PREF=1' : '';
      const group = label && !type ? `item${++groups}.` : '';
      lines.push(
        `${group}${property}${type ? `;TYPE=${type}` : ''}${preferred}:${property === 'URL' ? point.value : escaped(point.value)}`,
      );
      if (group) lines.push(`${group}X-ABLabel:${escaped(label)}`);
    }
  };
  points('EMAIL', record['emails']);
  points('TEL', record['phones']);
  points('URL', record['urls']);
  for (const one of (record['addresses'] ?? []) as Address[]) {
    const type = types[one.label ?? ''];
    const parts = ['', '', one.street, one.city, one.region, one.postalCode, one.country];
    lines.push(
      `ADR${type ? `;TYPE=${type}` : ''}:${parts.map((part) => component(part ?? '')).join(';')}`,
    );
  }
  const tags = (record['tags'] ?? []) as string[];
  if (tags.length) lines.push(`CATEGORIES:${tags.map(component).join(',')}`);
  add('NOTE', text('description'));
  if (text('updatedAt')) lines.push(`REV:${text('updatedAt').replace(/[-:]|\.\d+/g, '')}`);
  lines.push('END:VCARD');
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const titleOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
    ? value.title
    : '';

/** `1985-04-12` → `19850412`; `--04-12` → `--0412`. */
const birthday = (text: string): string =>
  text.startsWith('--') ? `--${text.slice(2).replace('-', '')}` : text.replaceAll('-', '');

/** Text values: backslash, comma and line breaks (RFC 6350, 3.4). */
const escaped = (text: string): string =>
  text
    .replace(/[\\,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, '');

/** In structured values the semicolon parts components. */
const component = (text: string): string => escaped(text).replaceAll(';', '\\;');

/** Lines of at most 75 octets; a fold never stands inside a character (RFC 6350, 3.2). */
export function folded(line: string): string {
  if (line.length <= 25 || Buffer.byteLength(line) <= 75) return line;
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (bytes + size > 75) {
      pieces.push(piece);
      piece = '';
      // The blank that begins the next line counts.
      bytes = 1;
    }
    piece += sign;
    bytes += size;
  }
  return [...pieces, piece].join('\r\n ');
}
