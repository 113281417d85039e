import type { CatalogObject } from '@relata/model';
import { newId } from '#platform/id.ts';
import { all, type AskedOfTheRest, bosses, bossReading, onlyBoss, writers } from './asked-by.ts';
import { ofLeads } from './asked-of-leads.ts';
import { bodies } from './bodies.ts';
import type { Cast } from './cast.ts';
import { formWith, ownObject } from './cast.ts';
import { ofDuplicates } from './asked-duplicates.ts';
import type { AskedOfRecord, Verb } from './asked-of-record.ts';
import { ofTimelines } from './asked-of-timelines.ts';
import type { Answered, Caller } from './door.ts';

/** What is asked of one record: the addresses that name it, and those that name it in the body. */
export const ofRecords: Record<string, AskedOfRecord> = {
  'GET /:plural/:id': { verb: 'read', ask: (c, o, id) => c.get(`/${o.plural}/${id}`) },
  'GET /:plural/:id/history': {
    verb: 'read',
    ask: (c, o, id) => c.get(`/${o.plural}/${id}/history`),
  },
  ...ofTimelines,
  'GET /:plural/:id/related': {
    verb: 'read',
    ask: (c, o, id) => c.get(`/${o.plural}/${id}/related`),
  },
  'GET /leads/:id/qualification': {
    verb: 'read',
    ask: (c, _o, id) => c.get(`/leads/${id}/qualification`),
    only: ({ name }) => name === 'lead',
  },
  'POST /leads/:id/seen': {
    verb: 'read',
    ask: (c, _o, id) => c.post(`/leads/${id}/seen`),
    only: ({ name }) => name === 'lead',
    writes: true,
  },
  'GET /access/why': {
    verb: 'read',
    ask: (c, o, id) => c.get(`/access/why?object=${o.name}&id=${id}`),
  },
  'PUT /favourites/:object/:id': {
    verb: 'read',
    ask: (c, o, id) => c.put(`/favourites/${o.name}/${id}`),
    only: (object) => object.place === 'main',
    writes: true,
  },
  'GET /files/:id/content': {
    verb: 'read',
    ask: (c, _o, id) => c.get(`/files/${id}/content`),
    only: ({ name }) => name === 'file',
  },
  'POST /files/:id/versions': {
    verb: 'update',
    ask: (c, _o, id) => c.send(`/files/${id}/versions`, formWith('b.txt', 'newer', {})),
    only: ({ name }) => name === 'file',
  },
  'GET /forms/:id/codes': {
    verb: 'read',
    ask: (c, _o, id) => c.get(`/forms/${id}/codes`),
    only: ({ name }) => name === 'form',
  },
  'GET /tags/:id/usage': {
    verb: 'read',
    ask: (c, _o, id) => c.get(`/tags/${id}/usage`),
    only: ({ name }) => name === 'tag',
  },
  'GET /imports/:id': {
    verb: 'read',
    ask: (c, _o, id) => c.get(`/imports/${id}`),
    only: ({ name }) => name === 'import',
  },
  'GET /imports/:id/refused': {
    verb: 'read',
    ask: (c, _o, id) => c.get(`/imports/${id}/refused`),
    only: ({ name }) => name === 'import',
  },
  'PATCH /imports/:id': {
    verb: 'import',
    ask: (c, _o, id) => c.patch(`/imports/${id}`, { options: { delimiter: ',' } }),
    only: ({ name }) => name === 'import',
  },
  'PATCH /:plural/:id': {
    verb: 'update',
    ask: (c, o, id) => c.patch(`/${o.plural}/${id}`, {}),
    only: ({ name }) => name !== 'user' && name !== 'import',
  },
  'POST /:plural/batch': {
    verb: 'update',
    ask: (c, o, id) => c.post(`/${o.plural}/batch`, { update: [{ id, tags: ['seen'] }] }),
  },
  'POST /:plural/:id/:action': {
    verb: 'update',
    ask: (c, o, id) => c.post(`/${o.plural}/${id}/win`),
    only: ({ name }) => name === 'deal',
  },
  'DELETE /:plural/:id': { verb: 'delete', ask: (c, o, id) => c.delete(`/${o.plural}/${id}`) },
};

/** `/imports/{id}` is an address of its own. */
const ofRoutes = ({ name }: CatalogObject) => name !== 'import';

/** What is asked of all records of an object at once. */
export const ofObjects: Record<
  string,
  {
    verb: Verb;
    ask(caller: Caller, object: CatalogObject): Promise<Answered>;
    only?: (object: CatalogObject) => boolean;
  }
> = {
  'GET /:plural': { verb: 'read', ask: (c, o) => c.get(`/${o.plural}?limit=200`) },
  'GET /:plural/aggregate': {
    verb: 'read',
    ask: (c, o) => c.get(`/${o.plural}/aggregate`),
    only: ofRoutes,
  },
  'GET /:plural/board': {
    verb: 'read',
    ask: (c, o) => c.get(`/${o.plural}/board`),
    only: (object) => object.board !== undefined,
  },
  'GET /:plural/calendar': {
    verb: 'read',
    ask: (c, o) => c.get(`/${o.plural}/calendar?from=createdAt&day=2026-11-22&days=2`),
    // Runs of imports have addresses of their own.
    only: ({ name }) => name !== 'import',
  },
  'GET /:plural/export': {
    verb: 'export',
    ask: (c, o) => c.get(`/${o.plural}/export?format=csv`),
    only: ofRoutes,
  },
  'POST /:plural/export': {
    verb: 'export',
    ask: (c, o) => c.post(`/${o.plural}/export`, { format: 'csv' }),
    only: ofRoutes,
  },
  'POST /:plural': {
    verb: 'create',
    ask: (c, o) => c.post(`/${o.plural}`, bodies[o.name]?.() ?? {}),
    only: ({ name }) => name !== 'file' && name !== 'import',
  },
  'POST /:plural/duplicates': {
    verb: 'create',
    ask: (c, o) => c.post(`/${o.plural}/duplicates`, {}),
  },
  'POST /files': {
    verb: 'create',
    ask: (c) => c.send('/files', formWith('n.txt', 'new', {})),
    only: ({ name }) => name === 'file',
  },
  'POST /imports': {
    verb: 'import',
    ask: (c) => c.send('/imports', formWith('n.csv', 'Name\nNew', { object: 'company' })),
    only: ({ name }) => name === 'company',
  },
  'POST /:plural/bulk': {
    verb: 'bulk',
    ask: (c, o) => c.post(`/${o.plural}/bulk`, { ids: [newId()], addTags: ['seen'] }),
  },
};

/** Where an entry of a list is used, and what takes its place. */
const ofEntries = (plural: string, id: string): AskedOfTheRest => ({
  [`GET /${plural}/:id/usage`]: [bossReading, (c) => c.get(`/${plural}/${id}/usage`)],
  [`POST /${plural}/:id/replace`]: [onlyBoss, (c) => c.post(`/${plural}/${id}/replace`)],
});

/** Nobody is asked there: it is not on the Internet. */
export const mailServer = {
  ...{ host: '127.0.0.1', port: 25, encryption: 'none', login: null },
  ...{ senderName: 'Pumps', senderAddress: 'sales@pumps.example' },
};

/** Everything else: who is served, and how it is asked. Whoever is not named is refused. */
export const ofTheRest = (cast: Cast): AskedOfTheRest => {
  const { stranger, manager, work, field, formula, batch, invitation } = cast.things;
  const { stage, pipeline, lostReason, leadStatus, disqualificationReason, tag } = cast.things;
  return {
    'POST /workspaces': [bosses, (c) => c.post('/workspaces', { name: 'Another' })],
    'GET /me': [all, (c) => c.get('/me')],
    'PATCH /me': [writers, (c) => c.patch('/me', { theme: 'dark' })],
    'PATCH /users/:id': [onlyBoss, (c) => c.patch(`/users/${stranger}`, { name: 'Sam' })],
    'POST /users/:id/email-link': [
      onlyBoss,
      (c) => c.post(`/users/${stranger}/email-link`, { email: `${newId()}@firm.example` }),
    ],
    'GET /users/:id/belongings': [onlyBoss, (c) => c.get(`/users/${stranger}/belongings`)],
    'POST /users/:id/hand-over': [
      onlyBoss,
      (c) => c.post(`/users/${stranger}/hand-over`, { handOverTo: manager }),
    ],
    'POST /users/:id/deactivate': [onlyBoss, (c) => c.post(`/users/${stranger}/deactivate`)],
    'POST /users/:id/reactivate': [onlyBoss, (c) => c.post(`/users/${stranger}/reactivate`)],
    'PATCH /workspace': [bosses, (c) => c.patch('/workspace', { timeZone: 'Europe/Rome' })],
    'POST /api-keys': [writers, (c) => c.post('/api-keys', { name: 'One' })],
    'GET /api-keys': [all, (c) => c.get('/api-keys')],
    'DELETE /api-keys/:id': [onlyBoss, (c) => c.delete(`/api-keys/${cast.things.key}`)],
    'POST /invitations': [
      bosses,
      (c) => c.post('/invitations', { email: `${newId()}@firm.example`, role: 'viewer' }),
    ],
    'GET /invitations': [bosses, (c) => c.get('/invitations')],
    'POST /invitations/:id/resend': [onlyBoss, (c) => c.post(`/invitations/${invitation}/resend`)],
    'POST /invitations/:id/revoke': [onlyBoss, (c) => c.post(`/invitations/${invitation}/revoke`)],
    'GET /account': [bosses, (c) => c.get('/account')],
    'PATCH /account': [bosses, (c) => c.patch('/account', { plan: '50' })],
    'GET /catalog': [all, (c) => c.get('/catalog')],
    'GET /fields': [all, (c) => c.get('/fields')],
    'POST /fields': [
      bosses,
      (c) =>
        c.post('/fields', {
          object: 'deal',
          name: `f${Date.now()}`,
          kind: 'text',
          label: { en: 'F' },
        }),
    ],
    'PATCH /fields/:id': [onlyBoss, (c) => c.patch(`/fields/${field}`, { label: { en: 'Plot' } })],
    'GET /fields/:id/filled': [
      ['administrator', 'readOnlyKey'],
      (c) => c.get(`/fields/${field}/filled`),
    ],
    'POST /fields/:id/convert': [
      onlyBoss,
      (c) => c.post(`/fields/${field}/convert`, { kind: 'longText' }),
    ],
    'POST /fields/:id/convert/undo': [onlyBoss, (c) => c.post(`/fields/${field}/convert/undo`)],
    'POST /fields/:id/recompute': [onlyBoss, (c) => c.post(`/fields/${formula}/recompute`)],
    'POST /fields/check-formula': [
      [...bosses, 'readOnlyKey'],
      (c) => c.post('/fields/check-formula', { object: 'deal', kind: 'number', formula: '1 + 1' }),
    ],
    'DELETE /fields/:id': [onlyBoss, (c) => c.delete(`/fields/${field}`)],
    'POST /fields/:id/restore': [onlyBoss, (c) => c.post(`/fields/${field}/restore`)],
    'POST /pipelines/from-template': [
      bosses,
      (c) => c.post('/pipelines/from-template', { template: 'inbound', name: 'Templated' }),
    ],
    'POST /pipelines/:id/copy': [
      onlyBoss,
      (c) => c.post(`/pipelines/${pipeline}/copy`, { name: 'Copied' }),
    ],
    ...ofEntries('stages', stage),
    ...ofEntries('pipelines', pipeline),
    ...ofEntries('lost-reasons', lostReason),
    ...ofEntries('lead-statuses', leadStatus),
    ...ofEntries('disqualification-reasons', disqualificationReason),
    'POST /tags/:id/replace': [onlyBoss, (c) => c.post(`/tags/${tag}/replace`)],
    'GET /fields/:id/options/:value/usage': [
      [...bosses, 'readOnlyKey'],
      (c) => c.get('/fields/person.source/options/show/usage'),
    ],
    'POST /fields/:id/options/:value/replace': [
      bosses,
      (c) => c.post('/fields/person.source/options/show/replace', { with: 'other' }),
    ],
    'GET /objects': [all, (c) => c.get('/objects')],
    'GET /objects/removed': [[...bosses, 'readOnlyKey'], (c) => c.get('/objects/removed')],
    'POST /objects': [bosses, (c) => c.post('/objects', ownObject('site'))],
    'PATCH /objects/:name': [onlyBoss, (c) => c.patch('/objects/spare', { icon: 'home' })],
    'DELETE /objects/:name': [onlyBoss, (c) => c.delete('/objects/spare')],
    'POST /objects/:name/restore': [onlyBoss, (c) => c.post('/objects/spare/restore', {})],
    ...ofDuplicates(cast, all),
    ...ofLeads(cast.things),
    'GET /work': [all, (c) => c.get('/work')],
    'GET /work/:id': [['administrator', 'readOnlyKey'], (c) => c.get(`/work/${work}`)],
    'POST /work/:id/cancel': [onlyBoss, (c) => c.post(`/work/${work}/cancel`)],
    'GET /export': [
      ['team', 'manager', ...bosses, 'readOnlyKey', 'dealKey'],
      (c) => c.get('/export'),
    ],
    'GET /set-up/export': [[...bosses, 'readOnlyKey'], (c) => c.get('/set-up/export')],
    'POST /set-up/apply': [
      bosses,
      (c) =>
        c.post('/set-up/apply', {
          ...{ relata: 'set-up', version: 1, workspace: {}, objects: [], fields: [] },
          records: { tag: [{ name: 'From a file' }] },
        }),
    ],
    'GET /audit': [[...bosses, 'readOnlyKey'], (c) => c.get('/audit')],
    'GET /audit/check': [[...bosses, 'readOnlyKey'], (c) => c.get('/audit/check')],
    'GET /audit/export': [[...bosses, 'readOnlyKey'], (c) => c.get('/audit/export')],
    'GET /lead-settings': [all, (c) => c.get('/lead-settings')],
    'PATCH /lead-settings': [bosses, (c) => c.patch('/lead-settings', { companySection: null })],
    'GET /tags/unused': [[...bosses, 'readOnlyKey'], (c) => c.get('/tags/unused')],
    'GET /mail-settings': [[...bosses, 'readOnlyKey'], (c) => c.get('/mail-settings')],
    'PUT /mail-settings': [bosses, (c) => c.put('/mail-settings', mailServer)],
    'DELETE /mail-settings': [bosses, (c) => c.delete('/mail-settings')],
    'GET /favourites': [all, (c) => c.get('/favourites')],
    'GET /notifications': [all, (c) => c.get('/notifications')],
    'POST /notifications/read': [writers, (c) => c.post('/notifications/read', {})],
    'GET /recycle-bin': [all, (c) => c.get('/recycle-bin')],
    'POST /sample-data': [bosses, (c) => c.post('/sample-data', {})],
    'GET /search': [all, (c) => c.get('/search?q=company')],
    'POST /changes/:batch/undo': [onlyBoss, (c) => c.post(`/changes/${batch}/undo`)],
  };
};
