import type { CustomKind } from '@relata/model';
import { newId } from '#platform/id.ts';
import type { Answered, Caller } from './door.ts';
import { openOutside } from './outside.ts';
import { type TestUser, workspace } from './workspace.ts';

/** Which of two states the hidden part of a firm is in. */
export type Bit = 0 | 1;

/**
 * A firm of which part is hidden. Made with either bit it is the same to those two, so that whatever they ask must
 * have the same answer.
 */
export interface HalfHidden {
  /** Ada sees everything but what is personal to others. */
  ada: Caller;
  /** Dora sees every record that is not personal, and none of `hiddenFields`. */
  dora: Caller;
  /** Lena sees what is hers. */
  lena: Caller;
  /** By what they are; of those that are hidden or not even there as well. */
  ids: Record<string, string>;
  /** A caller's words: `@mine` is the id of what is called so. */
  say(words: string): string;
  /** The answer without what differs from one firm to the next: ids are called by name, moments are none. */
  heard(answer: Answered): string;
}

/** What a hidden field of the kind holds in either state. */
export const hiddenValues: Partial<Record<CustomKind, [unknown, unknown]>> = {
  text: ['quartz', 'basalt'],
  longText: ['a vein of quartz', 'a bed of basalt'],
  number: [12.5, 870],
  integer: [3, 44],
  percent: [5, 95],
  rating: [1, 4],
  duration: [15, 240],
  money: [
    { amount: '12.00', currency: 'EUR' },
    { amount: '99000.00', currency: 'EUR' },
  ],
  date: ['2026-01-05', '2027-08-09'],
  dateTime: ['2026-01-05T08:00:00.000Z', '2027-08-09T08:00:00.000Z'],
  boolean: [false, true],
  select: ['quartz', 'basalt'],
  multiSelect: [['quartz'], ['basalt', 'quartz']],
  emails: [[{ value: 'quartz@hidden.example' }], [{ value: 'basalt@hidden.example' }]],
  phones: [[{ value: '+39 011 592 9603' }], [{ value: '+48 22 555 01 23' }]],
  urls: [[{ value: 'https://quartz.example' }], [{ value: 'https://basalt.example' }]],
  addresses: [[{ city: 'Quartzburg' }], [{ city: 'Basalton' }]],
  link: ['@acme', '@bolt'],
  links: [['@acme'], ['@acme', '@bolt']],
  user: ['@ada', '@rex'],
};

const ofKind = (kind: string) => `hidden${kind[0]?.toUpperCase()}${kind.slice(1)}`;
const ownFields = Object.keys(hiddenValues).flatMap((kind) =>
  ['deal', 'person'].map((object) => ({ object, kind, name: ofKind(kind) })),
);

/** Of each object, what Dora does not see. */
export const hiddenFields: Record<string, string[]> = {
  deal: ['value', 'createdBy', ...Object.keys(hiddenValues).map(ofKind)],
  person: ['externalId', 'phones', 'updatedBy', ...Object.keys(hiddenValues).map(ofKind)],
  company: ['vatNumber', 'addresses', 'parent', 'createdBy'],
  note: ['createdBy'],
  file: ['createdBy'],
};

const full = {
  ...{ read: 'all', update: 'all', delete: 'all', create: true, export: true, import: true },
  ...{ bulk: true, changeOwner: true, seeSums: true },
};
const own = { ...full, ...{ read: 'own', update: 'own', delete: 'own' } };
const lists = ['pipeline', 'stage', 'lostReason', 'leadStatus', 'disqualificationReason', 'tag'];

export async function openHalfHidden(bit: Bit): Promise<HalfHidden> {
  const firm = await workspace();
  const outside = await openOutside(firm);
  const boss = await outside.as(firm.admin);
  const ids: Record<string, string> = { workspace: firm.workspaceId, ada: firm.admin.id };
  const say = (words: string) => words.replace(/@(\w+)/g, (whole, name) => ids[name] ?? whole);
  const given = (values: object): object => JSON.parse(say(JSON.stringify(values)));
  const make = async (name: string, plural: string, values: object, by = boss) => {
    const made = await by.post(`/${plural}`, given(values));
    if (made.status !== 201) throw new Error(`${name}: ${made.raw.toString()}`);
    return (ids[name] = made.body.data.id);
  };
  /** Is there in one of the states only. */
  const makeInOne = async (name: string, plural: string, values: object) => {
    if (bit) await make(name, plural, values);
    else ids[name] = newId();
  };

  await boss.patch('/workspace', { tellOfKept: false });
  for (const { object, kind, name } of ownFields)
    await boss.post('/fields', {
      ...{ object, kind, name, label: { en: name } },
      ...(kind.toLowerCase().endsWith('select') && { options: ['quartz', 'basalt'] }),
      ...(kind.startsWith('link') && { to: 'company' }),
      ...(kind === 'text' && { unique: true }),
    });
  const hidden = Object.entries(hiddenFields).flatMap(([object, names]) =>
    names.map((name) => [`${object}.${name}`, 'hidden']),
  );
  await make('discreet', 'roles', {
    name: 'Discreet',
    objects: { '*': full },
    fields: Object.fromEntries(hidden),
  });
  const ground = Object.fromEntries([...lists, 'user'].map((name) => [name, { read: 'all' }]));
  await make('alone', 'roles', { name: 'Alone', objects: { '*': own, ...ground } });
  const hire = async (name: string, role?: string): Promise<TestUser> => {
    const user = await firm.makeUser({ name });
    ids[name.toLowerCase()] = user.id;
    if (role) await boss.patch(`/users/${user.id}`, { role: ids[role] });
    return user;
  };
  const rex = await outside.as(await hire('Rex'));
  await boss.patch(`/users/${ids['rex']}`, { role: 'manager' });
  /** Who makes and changes what Dora sees is hidden from her. */
  const somebody = bit ? rex : boss;
  const [doraUser, lenaUser] = [await hire('Dora', 'discreet'), await hire('Lena', 'alone')];
  const [dora, lena] = [await outside.as(doraUser), await outside.as(lenaUser)];

  const values = (object: string) =>
    Object.fromEntries(
      ownFields
        .filter((field) => field.object === object)
        .map(({ kind, name }) => [name, hiddenValues[kind as CustomKind]?.[bit]]),
    );
  await make('bolt', 'companies', { name: 'Bolt' });
  await make('cord', 'companies', { name: 'Cord' });
  await make(
    'acme',
    'companies',
    {
      ...{ name: 'Acme', vatNumber: bit ? 'IT777' : 'IT111', owner: '@ada' },
      ...{ addresses: hiddenValues.addresses?.[bit], parent: bit ? '@bolt' : '@cord' },
    },
    somebody,
  );
  await make('ana', 'people', {
    ...{ lastName: 'Ana', company: '@acme', externalId: bit ? 'basalt-7' : 'quartz-1' },
    ...{ phones: hiddenValues.phones?.[bit], ...values('person') },
  });
  const pumps = {
    ...{ name: 'Pumps', company: '@acme', people: ['@ana'], ...values('deal') },
    ...{ value: hiddenValues.money?.[bit], owner: '@ada' },
  };
  await make('pumps', 'deals', pumps, somebody);
  const heard = { body: 'Heard', about: [{ object: 'deal', id: '@pumps' }], owner: '@ada' };
  await make('heard', 'notes', heard, somebody);
  await somebody.patch(`/deals/${ids['pumps']}`, { description: 'Blue ones' });
  await somebody.patch(`/people/${ids['ana']}`, { jobTitle: 'Buyer' });
  await make('gone', 'deals', { name: 'Gone' });
  await somebody.delete(`/deals/${ids['gone']}`);
  await make('mine', 'companies', { name: 'Mine' }, lena);
  await make('eva', 'people', { lastName: 'Eva', company: '@mine' }, lena);
  await make('sails', 'deals', { name: 'Sails', company: '@mine' }, lena);
  const money = { amount: '4400.00', currency: 'EUR' };
  await makeInOne('secretPerson', 'people', {
    ...{ lastName: 'Basalt', company: '@mine', access: 'personal' },
    ...{ emails: [{ value: 'basalt@hidden.example' }] },
  });
  await makeInOne('secretCompany', 'companies', { name: 'Basalt', access: 'personal' });
  for (const [name, access] of [
    ['secretDeal', 'personal'],
    ['secretWon', 'personal'],
  ] as const)
    await makeInOne(name, 'deals', {
      ...{ name: 'Basalt', company: '@mine', people: ['@eva'], value: money, access },
    });
  if (bit) await boss.post(`/deals/${ids['secretWon']}/win`);
  await makeInOne('secretLead', 'leads', { lastName: 'Basalt', access: 'personal' });
  const about = [{ object: 'deal', id: '@secretDeal' }];
  await makeInOne('secretNote', 'notes', { body: 'Basalt', about });
  await makeInOne('secretCall', 'activities', {
    subject: 'Basalt',
    about,
    due: '2026-12-24T09:00:00Z',
  });

  const names = new Map(Object.entries(ids).map(([name, id]) => [id, `@${name}`]));
  return {
    ...{ ada: boss, dora, lena, ids, say },
    heard({ status, headers, raw }) {
      return `${status} ${String(headers['content-type'])}\n${raw.toString()}`
        .replaceAll(/"next":"([\w-]+)"/g, (_whole, cursor: string) =>
          Buffer.from(cursor, 'base64url').toString(),
        )
        .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) => names.get(id) ?? '@?')
        .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+\d\d:\d\d)/g, '<moment>')
        .replaceAll(/person\d+@firm\.example/g, '<address>');
    },
  };
}
