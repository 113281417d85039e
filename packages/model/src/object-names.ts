import type { Catalog } from './catalog.ts';

/** Addresses of the API and of the web app that are something else, and objects that Relata is to have. */
export const reservedPlurals: ReadonlySet<string> = new Set([
  ...['access', 'account', 'api-keys', 'audit', 'auth', 'catalog', 'changes', 'docs', 'events'],
  ...['duplicates', 'lead-decisions', 'lead-settings', 'mail-settings'],
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
  ...['partner', 'priceBook', 'quote', 'invoice', 'order', 'contract'],
  ...['case', 'ticket', 'project', 'task', 'goal', 'form', 'automation', 'webhook'],
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
