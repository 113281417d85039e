import type { Catalog, CatalogObject } from './catalog.ts';
import { defineObject, type Field, type Language, text, user } from './define.ts';
import type { PageLayouts } from './page-layout.ts';

/** What an object is called by language: in the singular, in the plural, on the button that makes a record. */
export type ObjectLabel = Partial<Record<Language, { one: string; many: string; new?: string }>>;

/** An object that a workspace has made, as it is stored. */
export interface OwnObject {
  /** In addresses, kebab case: `properties`. */
  plural: string;
  /** Tabler icon. */
  icon: string;
  label: ObjectLabel;
  /** Which of the tables that such objects share keeps its records: 1, 2, 3 … */
  slot: number;
  /** What its boards begin with: a field with options or a reference, and what is added up. */
  board?: { by: string; sum?: string };
  /** Place in the navigation, from 0; missing: behind those that have one. */
  order?: number;
  layouts?: PageLayouts;
  /** Nobody arranges pages of their own. */
  layoutForAll?: boolean;
}

/** What a workspace says of an object that we ship. */
export type ObjectShape = Partial<Omit<OwnObject, 'plural' | 'slot'>> & {
  /** Nobody works with it here: it is neither in the navigation nor found, and its records stay. */
  off?: boolean;
};

export const mostOwnObjects = 50;

const owner: Field = user({ required: true, default: 'me', index: true });

/** A workspace's object, complete: it has a name, an owner, a timeline, access, and whatever fields are added. */
export const ownObject = (
  name: string,
  { plural, icon, label, slot, ...more }: OwnObject,
): CatalogObject => ({
  ...defineObject(name, {
    plural,
    icon,
    title: ['name'],
    fields: { name: text({ required: true, search: 'A' }), owner },
    columns: ['title', 'owner', 'nextActivityAt', 'createdAt'],
  }),
  ...more,
  label,
  table: `own${slot}`,
});

/** Addresses of the API and of the web app that are something else, and objects that Relata is to have. */
export const reservedPlurals: ReadonlySet<string> = new Set([
  ...['access', 'account', 'api-keys', 'audit', 'auth', 'catalog', 'changes', 'docs', 'events'],
  ...['favourites', 'fields', 'invitations', 'me', 'notifications', 'objects', 'recycle-bin'],
  ...[
    'sample-data',
    'search',
    'set-up',
    'setup',
    'lists',
    'settings',
    'setting',
    'work',
    'workspace',
    'workspaces',
  ],
  ...['sign-in', 'second-factor', 'invite', 'welcome', 'forgot', 'new-password', 'new-email'],
  ...['healthz', 'readyz', 'metrics', 'assets', 'api', 'import', 'export', 'reports', 'dashboards'],
]);

/** Names that objects of coming versions have: a workspace's own would stand in their way. */
const coming: ReadonlySet<string> = new Set([
  ...['lead', 'partner', 'product', 'priceBook', 'quote', 'invoice', 'order', 'contract'],
  ...['case', 'ticket', 'project', 'task', 'campaign', 'goal', 'form', 'automation', 'webhook'],
  ...['report', 'dashboard', 'mail', 'email', 'call', 'message', 'payment', 'subscription'],
]);

/** Why an object may not have this name; null where it may. The codes name translations `invalid.<code>`. */
export function objectNameProblem(
  catalog: Catalog,
  name: string,
): 'field_name' | 'reserved' | 'taken' | null {
  if (!/^[a-z][a-zA-Z0-9]{1,39}$/.test(name)) return 'field_name';
  if (coming.has(name) || Object.hasOwn(Object.prototype, name)) return 'reserved';
  return Object.hasOwn(catalog.objects, name) ? 'taken' : null;
}

/** The same for the name in addresses. */
export function pluralProblem(
  catalog: Catalog,
  plural: string,
): 'plural_name' | 'reserved' | 'taken' | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(plural) || plural.length > 60) return 'plural_name';
  const planned = [...coming].some(
    (name) => plural.replaceAll('-', '') === `${name.toLowerCase()}s`,
  );
  if (planned || reservedPlurals.has(plural)) return 'reserved';
  return Object.values(catalog.objects).some((one) => one.plural === plural) ? 'taken' : null;
}
