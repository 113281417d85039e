import type { Language } from '@relata/model';

export type Theme = 'light' | 'dark' | 'auto';

export interface Me {
  user: {
    id: string;
    name: string;
    email: string;
    role: string;
    language: Language;
    /** BCP 47; null: the workspace's, or that of their language. */
    locale: string | null;
    /** IANA name; null: the workspace's. */
    timeZone: string | null;
    theme: Theme | null;
    signature: string | null;
    preferences: Record<string, unknown> | null;
    photo: string[] | null;
  };
  role: string;
  workspace: WorkspaceFacts;
  workspaces: { id: string; name: string }[];
  can: { administer: boolean };
  /** Name of the administrator who looks on as this person; null: they are here themselves. */
  viewedBy: string | null;
  /** Names of our roles and ids of the workspace's own: all that they have. */
  roles: string[];
  /** Ids of the teams in which they are. */
  teams: string[];
  /** Ids of the other people in these teams. */
  colleagues: string[];
}

/** What a firm says of itself. */
export interface Profile {
  /** Names a picture: id of a file, a dot, SHA-256 of the version. Set by the id of a file. */
  logo: string | null;
  address: string | null;
  phone: string | null;
  website: string | null;
  email: string | null;
  taxId: string | null;
  registrationNumber: string | null;
}

export interface WorkspaceFacts extends Profile {
  id: string;
  /** Who may give a record to somebody else. */
  ownerChange: 'everyone' | 'administrators';
  /** Rules by which fields are required or read-only do not bind administrators. */
  administratorsExempt: boolean;
  /** Deals may be lost for reasons outside of the list. */
  freeLostReasons: boolean;
  /** Superiors see what those below them see. */
  superiorsSee: boolean;
  /** How long its audit log is kept; null: for good. */
  auditYears: number | null;
  /** Who sees a new record, by object, where it is not everybody whose role lets them. */
  newAccess: Record<string, 'everyone' | 'restricted'>;
  /** Whoever makes what exists already, kept from them, is told that it does, and whom to ask. */
  tellOfKept: boolean;
  name: string;
  /** ISO 4217 */
  currency: string;
  language: Language;
  /** BCP 47; how dates and numbers are written for whoever speaks its language; null: as is usual in it. */
  locale: string | null;
  timeZone: string;
  /** Nobody gets in with a password alone. */
  requireSecondFactor: boolean;
  /** Units of the workspace's currency for one of each, as decimals. */
  rates: Record<string, string>;
}
