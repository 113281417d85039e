import type { CatalogObject } from '@relata/model';
import { bodies } from './bodies.ts';
import { type Answered, type Caller, inBackground } from './door.ts';
import { openOutside, type Outside } from './outside.ts';
import { type TestUser, type TestWorkspace, workspace } from './workspace.ts';

/** Whoever knocks: signed in, with a key, with nothing, or from elsewhere. */
export const kindsOfCallers = [
  'anonymous',
  'noRole',
  'ownOnly',
  'team',
  'manager',
  'administrator',
  'administratorElsewhere',
  'deactivated',
  'revokedKey',
  'readOnlyKey',
  'dealKey',
] as const;
const makers = ['ownOnly', 'team', 'mate', 'stranger', 'manager'] as const;
export type KindOfCaller = (typeof kindsOfCallers)[number];

export type Maker = (typeof makers)[number] | 'administrator';

/** A firm with people of every kind, and of every object a record by each of those who may make some. */
export interface Cast {
  firm: TestWorkspace;
  outside: Outside;
  callers: Record<KindOfCaller, Caller>;
  /** By object, then by who made it. */
  records: Record<string, Partial<Record<Maker, string>>>;
  /** The firm's own object among them. */
  objects: CatalogObject[];
  /** What the administrator has besides records, and people whom others ask about. */
  things: Record<
    | 'stranger'
    | 'manager'
    | 'key'
    | 'work'
    | 'field'
    | 'formula'
    | 'batch'
    | 'invitation'
    | 'stage'
    | 'pipeline'
    | 'lostReason'
    | 'leadStatus'
    | 'leadSource'
    | 'leadRule'
    | 'disqualificationReason'
    | 'tag'
    | 'twin'
    | 'other',
    string
  >;
  stop: () => Promise<void>;
}

const plain = { create: true, export: false, import: false, bulk: false } as const;
const rights = { changeOwner: false, seeSums: true, ...plain };
const ground = Object.fromEntries(
  [
    ...['pipeline', 'stage', 'lostReason', 'leadStatus', 'disqualificationReason', 'tax'],
    ...['user', 'tag'],
  ].map((name) => [name, { read: 'all' }]),
);
const reaching = (level: string) => ({ read: level, update: level, delete: level });

/** What the roles of the cast say, for whoever works out by hand what must follow. */
export const castRoles = {
  noRole: { '*': {} },
  ownOnly: { '*': { ...reaching('own'), ...rights }, ...ground },
  team: { '*': { ...reaching('team'), ...rights, export: true, bulk: true }, ...ground },
} as const;

export async function openCast(): Promise<Cast> {
  const firm = await workspace();
  const elsewhere = await workspace({ name: 'Elsewhere' });
  const stop = await inBackground(firm.engine);
  const outside = await openOutside(firm);
  const administrator = firm.admin;
  const boss = await outside.signedIn(administrator);
  const hire = async (name: string) => {
    const person = await firm.makeUser({ role: 'manager', name });
    return { person, caller: await outside.signedIn(person) };
  };
  const staff = {
    noRole: await hire('noRole'),
    deactivated: await hire('deactivated'),
    revoked: await hire('revoked'),
    ownOnly: await hire('ownOnly'),
    team: await hire('team'),
    mate: await hire('mate'),
    stranger: await hire('stranger'),
    manager: await hire('manager'),
  };
  const callers = {
    anonymous: outside.anybody,
    noRole: staff.noRole.caller,
    ownOnly: staff.ownOnly.caller,
    team: staff.team.caller,
    manager: staff.manager.caller,
    administrator: boss,
    administratorElsewhere: await outside.signedIn(elsewhere.admin),
    deactivated: staff.deactivated.caller,
    revokedKey: await outside.as(staff.revoked.person),
    readOnlyKey: await outside.as(administrator, ['read']),
    dealKey: await outside.as(administrator, ['deal:read', 'deal:write']),
  };
  await demandOk(boss.post('/objects', ownObject('property')));
  await demandOk(boss.post('/objects', ownObject('spare')));
  const records: Cast['records'] = {};
  const keep = (maker: Maker, made: Record<string, string>) => {
    for (const [object, id] of Object.entries(made)) (records[object] ??= {})[maker] = id;
  };
  for (const maker of makers) keep(maker, await makeRecords(staff[maker].caller, maker));
  keep('administrator', await makeRecords(boss, 'administrator'));
  keep('administrator', await makeSettings(boss, [staff.team.person.id, staff.mate.person.id]));
  keep('stranger', { user: staff.stranger.person.id });

  for (const name of ['noRole', 'ownOnly', 'team'] as const) {
    const role = await idOf(boss.post('/roles', { name, objects: castRoles[name] }));
    await demandOk(boss.patch(`/users/${staff[name].person.id}`, { role }));
  }
  await demandOk(boss.post(`/users/${staff.deactivated.person.id}/deactivate`));
  const [key] = (await staff.revoked.caller.get('/api-keys')).body.data;
  await demandOk(staff.revoked.caller.delete(`/api-keys/${key.id}`));
  const things = {
    stranger: staff.stranger.person.id,
    manager: staff.manager.person.id,
    ...(await makeThings(boss, staff.stranger.person)),
  };
  const { catalog } = await firm.engine.workspaces.get(firm.workspaceId);
  const objects = Object.values(catalog.objects).filter(({ name }) => name !== 'spare');
  return { firm, outside, callers, records, objects, things, stop };
}

/** What the administrator has besides records: a key, work under way, a field, a change, an invitation. */
async function makeThings(
  boss: Caller,
  other: TestUser,
): Promise<Omit<Cast['things'], 'stranger' | 'manager'>> {
  const label = { en: 'Plot' };
  const changed = await demandOk(boss.post('/pipelines', { name: 'Undone' }));
  const bulk = { ids: [await idOf(boss.post('/deals', { name: 'Bulk' }))], addTags: ['big'] };
  return {
    batch: changed.body.batch,
    work: await idOf(boss.post('/deals/bulk', bulk)),
    key: await idOf(boss.post('/api-keys', { name: 'Key' })),
    formula: await idOf(
      boss.post('/fields', {
        object: 'deal',
        name: 'twice',
        kind: 'number',
        label,
        formula: '1 + 1',
      }),
    ),
    field: await idOf(boss.post('/fields', { object: 'deal', name: 'plot', kind: 'text', label })),
    ...(await makeEntries(boss)),
    twin: await idOf(boss.post('/companies', { name: 'Twin', access: 'restricted' })),
    other: await idOf(boss.post('/companies', { name: 'Twin', access: 'restricted' })),
    invitation: await idOf(
      boss.post('/invitations', { email: `invited-${other.id}@firm.example`, role: 'viewer' }),
    ),
  };
}

/** Entries of lists that nothing uses. */
async function makeEntries(boss: Caller) {
  const pipeline = await idOf(boss.post('/pipelines', { name: 'Auctions' }));
  await idOf(boss.post('/stages', { name: 'Begun', pipeline }));
  return {
    stage: await idOf(boss.post('/stages', { name: 'Bid', pipeline })),
    pipeline: await idOf(boss.post('/pipelines', { name: 'Raffles' })),
    lostReason: await idOf(boss.post('/lost-reasons', { name: 'Fog' })),
    leadStatus: await idOf(boss.post('/lead-statuses', { name: 'Dozing' })),
    leadSource: await idOf(boss.post('/lead-sources', { name: 'Radio' })),
    leadRule: await idOf(boss.post('/lead-rules', { name: 'All to one', active: false })),
    disqualificationReason: await idOf(boss.post('/disqualification-reasons', { name: 'Fog' })),
    tag: await idOf(boss.post('/tags', { name: 'Unused' })),
  };
}

/** One record of every object that people make; gives their ids. */
async function makeRecords(caller: Caller, name: string): Promise<Record<string, string>> {
  const company = await idOf(caller.post('/companies', { name: `Company of ${name}` }));
  const about = [{ object: 'company', id: company }];
  const upload = formWith('a.txt', 'text', { about: JSON.stringify(about) });
  const file = formWith('a.csv', 'Name\nAcme', { object: 'company' });
  return {
    company,
    property: await idOf(caller.post('/properties', { name: `Home of ${name}` })),
    person: await idOf(caller.post('/people', { lastName: name, company })),
    deal: await idOf(caller.post('/deals', { name: `Deal of ${name}`, company })),
    lead: await idOf(caller.post('/leads', { lastName: `Lead of ${name}`, company })),
    campaign: await idOf(caller.post('/campaigns', { name: `Campaign of ${name}` })),
    product: await idOf(caller.post('/products', { name: `Product of ${name}` })),
    goal: await idOf(caller.post('/goals', bodies['goal']?.())),
    activity: await idOf(caller.post('/activities', { subject: `Call of ${name}`, about })),
    businessRole: await idOf(caller.post('/business-roles', { name: `Role of ${name}`, about })),
    note: await idOf(caller.post('/notes', { body: `Note of ${name}`, about })),
    tag: await idOf(caller.post('/tags', { name: `Tag of ${name}` })),
    view: await idOf(caller.post('/views', { name: `View of ${name}`, object: 'deal' })),
    file: await idOf(caller.send('/files', upload)),
    import: await idOf(caller.send('/imports', file)),
  };
}

async function makeSettings(boss: Caller, members: string[]): Promise<Record<string, string>> {
  const tenders = await idOf(boss.post('/pipelines', { name: 'Tenders' }));
  await idOf(boss.post('/stages', { name: 'First', pipeline: tenders }));
  return {
    pipeline: await idOf(boss.post('/pipelines', { name: 'Renewals' })),
    stage: await idOf(boss.post('/stages', { name: 'Open', pipeline: tenders })),
    lostReason: await idOf(boss.post('/lost-reasons', { name: 'Weather' })),
    leadStatus: await idOf(boss.post('/lead-statuses', { name: 'Asleep' })),
    leadSource: await idOf(boss.post('/lead-sources', { name: 'Fair' })),
    leadRule: await idOf(boss.post('/lead-rules', { name: 'All to nobody', active: false })),
    form: await idOf(boss.post('/forms', { name: 'Contact' })),
    tax: await idOf(boss.post('/taxes', { name: 'VAT', rate: 23 })),
    disqualificationReason: await idOf(boss.post('/disqualification-reasons', { name: 'Rain' })),
    team: await idOf(boss.post('/teams', { name: 'North', members })),
    role: await idOf(boss.post('/roles', { name: 'Spare', objects: {} })),
  };
}

/** As a workspace makes one: `site`, with the address `/sites`. */
export const ownObject = (name: string) => {
  const many = name === 'property' ? 'properties' : `${name}s`;
  return { name, plural: many, label: { en: { one: name, many } } };
};

export function formWith(name: string, content: string, fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new File([content], name));
  return form;
}

async function demandOk(asked: Promise<Answered>): Promise<Answered> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

const idOf = async (asked: Promise<Answered>): Promise<string> =>
  String((await demandOk(asked)).body.data.id);
