import {
  type CatalogObject,
  type ContactPoint,
  type Field,
  fold,
  normalPhone,
} from '@relata/model';
import { nameKeys } from './names.ts';

/** By what two records may be the same. `id`: a number or code that names one of them. */
export const signKinds = ['taxId', 'id', 'email', 'phone', 'domain', 'name'] as const;
export type SignKind = (typeof signKinds)[number];

/** A value of a record that tells of duplicates, as it is compared, and the field that holds it. */
export interface Sign {
  kind: SignKind;
  field: string;
  value: string;
}

/** What of a record is compared. */
export interface Signs {
  signs: Sign[];
  /** Null where it has none, or where part of it is hidden. */
  name: string | null;
  /** The record within which names tell more. */
  within: string | null;
}

export function kindOfSign({ kind, matches }: Field): SignKind | null {
  if (kind === 'emails') return 'email';
  if (kind === 'phones') return 'phone';
  if (matches === 'domain' || matches === 'taxId') return matches;
  return matches ? 'id' : null;
}

const signFields = new WeakMap<CatalogObject, [string, Field, SignKind][]>();

export function fieldsWithSigns(object: CatalogObject): [string, Field, SignKind][] {
  let found = signFields.get(object);
  if (!found) {
    found = Object.entries(object.fields).flatMap(([name, field]): [string, Field, SignKind][] => {
      const kind = field.formula ? null : kindOfSign(field);
      return kind ? [[name, field, kind]] : [];
    });
    signFields.set(object, found);
  }
  return found;
}

/** Records of organisations have a web domain, and share it with the e-mail addresses of their people. */
export const isOrganisation = (object: CatalogObject): boolean =>
  fieldsWithSigns(object).some(([, , kind]) => kind === 'domain');

/** Fields from which signs are made. */
export const comparedFields = (object: CatalogObject): string[] => {
  const { names = [], within } = object.alike ?? {};
  const all = [
    ...fieldsWithSigns(object).map(([name]) => name),
    ...names,
    ...(within ? [within] : []),
  ];
  return [...new Set(all)].filter((name) => Object.hasOwn(object.fields, name));
};

/** Mailboxes of everybody: sharing them says nothing. */
const freeMail =
  /^(?:(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|mail|proton|protonmail|pm|zoho|yandex|web|tutanota|tuta|fastmail|hey)\.(?:com|[a-z]{2}|com?\.[a-z]{2}|net|org|me)|(?:uol|bol|terra|ig|globo|globomail|r7|zipmail)\.com(?:\.br)?|(?:libero|virgilio|tiscali|alice|tin|aruba|pec|legalmail|postacert|fastwebnet|inwind|iol)\.it|pec\.aruba\.it|(?:wp|o2|onet|interia|op|gazeta|tlen|poczta|vp|autograf|spoko|go2|buziaczek)\.(?:pl|eu|onet\.pl)|interia\.(?:eu|com)|poczta\.(?:onet|fm)(?:\.pl)?)$/;

const offices =
  /^(?:info|contact|contacts|contato|contatos|contatti|kontakt|office|biuro|sekretariat|segreteria|secretaria|sales|vendas|vendite|sprzedaz|handel|comercial|commerciale|marketing|admin|administracao|amministrazione|administracja|accounting|financeiro|faktury|fatture|support|suporte|supporto|hello|mail|email|team|hr|rh|jobs|service|servizio|poczta|recepcja|recepcao|reception)\d*@/;

/** A mailbox that several people of a firm read. */
export const isOffice = (email: string): boolean => offices.test(email);

const domainOf = (text: string): string | null => {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\d?\./, '')
    .split(/[/:?#]/)[0];
  return host && host.includes('.') && !freeMail.test(host) ? host : null;
};

/** Without blanks, dots and the country before it. */
const taxIdOf = (text: string): string | null => {
  const clean = fold(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  const bare = clean.replace(/^[A-Z]{2}(?=[A-Z0-9]*\d{5})/, '');
  return /\d{4}/.test(bare) ? bare : null;
};

/** Without case, accents and double blanks. */
const spelt = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();

/** A value as it is compared. */
const forms = {
  email: (text) => text.toLowerCase(),
  phone: (text, country) => normalPhone(text, country ?? undefined),
  domain: domainOf,
  taxId: taxIdOf,
  id: spelt,
  name: spelt,
} satisfies Record<SignKind, (text: string, country: string | null) => string | null>;

/** Comparable values of a field; blanks have none, so they never match. */
export function comparable(field: Field, value: unknown, country: string | null): string[] {
  if (value === null || value === undefined) return [];
  const texts = Array.isArray(value)
    ? (value as ContactPoint[]).map((point) => point.value)
    : [String(value)];
  const made = texts.map((text) => forms[kindOfSign(field) ?? 'id'](text, country));
  return [...new Set(made.filter((one): one is string => Boolean(one)))];
}

/** Blanks never match; long values by their first 300 characters. */
export const matchKey = (field: string, value: string): string => `${field}:${value}`.slice(0, 300);

/** Stands before the domain of an e-mail address. */
export const mailDomains = '@';

/** `names`: what names the record, where it is compared with those of another object. */
export function signsOf(
  object: CatalogObject,
  record: Record<string, unknown>,
  country: string | null,
  names: readonly string[] = object.alike?.names ?? [],
): Signs {
  const signs: Sign[] = [];
  for (const [field, definition, kind] of fieldsWithSigns(object))
    for (const value of comparable(definition, record[field], country)) {
      signs.push({ kind, field, value });
      const domain = kind === 'email' ? domainOf(value.slice(value.indexOf('@') + 1)) : null;
      if (domain) signs.push({ kind: 'domain', field, value: domain });
    }
  const isWhole = names.every((name) => Object.hasOwn(object.fields, name));
  const name = isWhole
    ? names
        .map((one) => record[one])
        .filter(Boolean)
        .join(' ')
        .trim()
    : '';
  const within = object.alike?.within;
  const near = within === undefined ? null : (record[within] ?? null);
  return { signs, name: name || null, within: near === null ? null : String(near) };
}

/** Keys under which a record is kept: what it shares with another one by its fields, and by a similar name. */
export function keysOf(object: CatalogObject, { signs, name, within }: Signs): string[] {
  const isFirm = isOrganisation(object);
  const own = signs.flatMap(({ kind, field, value }) => {
    if (kind !== 'domain' || object.fields[field]?.kind !== 'emails')
      return [matchKey(field, value)];
    return isFirm ? [matchKey(field, mailDomains + value)] : [];
  });
  return [...new Set([...own, ...nameKeysOf(object, name, within)])];
}

function nameKeysOf(object: CatalogObject, name: string | null, within: string | null): string[] {
  if (name === null || !object.alike) return [];
  const { skeleton, parts } = nameKeys(name);
  if (!skeleton) return [];
  const near = within === null ? [] : [matchKey(`~w:${within}`, skeleton)];
  return object.alike.onlyWithin
    ? near
    : [...near, skeleton, ...parts].map((key) => key.slice(0, 120));
}

/** Keys under which a record with these signs may be kept among those of an object that the asker sees. */
export function keysAmong(object: CatalogObject, { signs, name, within }: Signs): string[] {
  const isFirm = isOrganisation(object);
  const exact = fieldsWithSigns(object).flatMap(([field, , kind]) =>
    signs.flatMap((sign) => {
      if (sign.kind === 'domain' && isFirm && kind === 'email')
        return [matchKey(field, mailDomains + sign.value)];
      if (sign.kind !== kind || (kind === 'id' && sign.field !== field)) return [];
      return kind === 'domain' && !isFirm ? [] : [matchKey(field, sign.value)];
    }),
  );
  const names = object.alike?.names ?? [];
  const isWhole = names.every((one) => Object.hasOwn(object.fields, one));
  return [...new Set([...exact, ...(isWhole ? nameKeysOf(object, name, within) : [])])];
}
