/** Decimal `amount` as a string with the currency's own digits, and an ISO 4217 code. */
export interface Money {
  amount: string;
  currency: string;
}

/** One e-mail address, phone number or web address. At most one of a list is primary. */
export interface ContactPoint {
  value: string;
  /** `work`, `home`, `mobile`, `fax`, `direct`, `other`, a social network, or free text. */
  label?: string;
  primary?: boolean;
}

export interface Address {
  street?: string;
  city?: string;
  region?: string;
  postalCode?: string;
  /** ISO 3166-1 alpha-2 where known, else the text as given. */
  country?: string;
  label?: string;
  primary?: boolean;
}

/** A reference to a record of any object. */
export interface RecordRef {
  object: string;
  id: string;
}

/** The value of each kind as it travels: in the API, in history, in exports as JSON. */
export interface KindValues {
  text: string;
  longText: string;
  /** Decimal as a string, so that nothing is rounded on the way. */
  number: string;
  integer: number;
  money: Money;
  /** 0–100, up to two decimals. */
  percent: number;
  /** `2026-11-22`; a birthday without a year is `--11-22`. */
  date: string;
  /** RFC 3339 in UTC, milliseconds: `2026-11-22T10:00:00.000Z`. */
  dateTime: string;
  boolean: boolean;
  select: string;
  multiSelect: string[];
  emails: ContactPoint[];
  phones: ContactPoint[];
  urls: ContactPoint[];
  addresses: Address[];
  /** Id of the other record. */
  link: string;
  /** Ids, or `{object, id}` where the field may point to any object. */
  links: (string | RecordRef)[];
  user: string;
  /** Ids of files. */
  files: string[];
  /** 1–5 */
  rating: number;
  autonumber: number;
  /** Minutes. */
  duration: number;
  json: unknown;
  /** Names of tags. */
  tags: string[];
  /** Ids of users and teams. */
  audience: string[];
}
