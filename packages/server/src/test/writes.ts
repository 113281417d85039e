import type { CatalogObject } from '@relata/model';
import { mailServer, ofObjects, ofRecords, ofTheRest } from './asked.ts';
import { bodies } from './bodies.ts';
import type { Cast } from './cast.ts';
import { filled, keeping, type Kept } from './overposted.ts';

/** Of the sign-in and of coming in, where no record is. */
const atTheDoor: Record<string, object> = {
  '/api/auth/sign-in/email': { email: 'a@firm.example', password: 'wrong' },
  '/api/auth/sign-out': {},
  '/api/auth/change-password': { currentPassword: 'x', newPassword: 'y' },
  '/api/auth/forgot-password': { email: 'nobody@firm.example' },
  '/api/auth/reset-password': { token: 'x', password: 'y' },
  '/api/auth/prove': { password: 'x' },
  '/api/auth/email': { email: 'a@firm.example' },
  '/api/auth/email/confirm': { token: 'x' },
  '/api/auth/second-factor': { code: '123456' },
  '/api/auth/authenticator/start': {},
  '/api/auth/authenticator/finish': { code: '123456' },
  '/api/auth/authenticator/remove': {},
  '/api/auth/recovery-codes': {},
  '/api/auth/passkeys/start': {},
  '/api/auth/passkeys/finish': { response: {} },
  '/api/auth/passkeys/sign-in/start': {},
  '/api/auth/passkeys/sign-in/finish': { response: {} },
  '/api/auth/devices/end-others': {},
  '/api/v1/setup': { workspace: 'W', name: 'N', email: 'a@firm.example', password: 'p' },
  '/api/v1/invitations/accept': { token: 'x' },
  '/api/v1/lead-sources/00000000-0000-7000-8000-000000000000': { email: 'a@firm.example' },
  [`/api/v1/forms/form_${'A'.repeat(44)}`]: { emails: 'a@firm.example' },
  [`/api/v1/forms/confirm/confirm_${'A'.repeat(44)}`]: {},
};

/** The administrator's own record of an object; empty where there is none. */
export const recordOf = ({ records }: Cast, object: CatalogObject): string =>
  records[object.name]?.administrator ?? '';

/** What filled fields point to. */
export const idsIn = ({ things, records }: Cast) => ({
  user: things.stranger,
  company: records['company']?.administrator ?? '',
});

/** Everything that writes, as an administrator would ask it, with a body that is taken. */
export async function everythingThatWrites(cast: Cast): Promise<Kept[]> {
  const { caller, kept } = keeping(cast.callers.administrator);
  for (const object of cast.objects) {
    const id = recordOf(cast, object);
    for (const { ask, only } of Object.values(ofRecords))
      if (id && (!only || only(object))) await ask(caller, object, id);
    for (const { ask, only } of Object.values(ofObjects))
      if (!only || only(object)) await ask(caller, object);
    if (!bodies[object.name]) continue;
    const whole = () => ({
      ...filled(object, idsIn(cast)),
      ...bodies[object.name]?.(),
      ...more[object.name]?.(),
    });
    await caller.post(`/${object.plural}`, whole());
    await caller.post(`/${object.plural}/batch`, { create: [whole()], update: [{ id, tags: [] }] });
    await caller.post(`/${object.plural}/batch`, { ids: [id], set: { tags: [] } });
    await caller.post(`/${object.plural}/bulk`, { ids: [id], set: { tags: [] } });
    await caller.post(`/${object.plural}/${id}/restore`);
  }
  for (const [, ask] of Object.values(ofTheRest(cast))) await ask(caller);
  await caller.post('/recycle-bin/restore', { object: 'deal', ids: [cast.things.batch] });
  await caller.post(`/imports/${cast.records['import']?.administrator}/start`);
  await caller.post(`/imports/${cast.records['import']?.administrator}/cancel`);
  await caller.post('/audit/1/undo');
  await caller.post('/mail-settings/test', mailServer);
  for (const [path, body] of Object.entries(atTheDoor)) await caller.post(path, body);
  return kept;
}

/** What is free in its form, as a role or a view would say it. */
const more: Record<string, () => object> = {
  role: () => ({
    objects: { deal: { read: 'all', update: 'own' }, '*': {} },
    fields: { 'deal.value': 'read' },
    limits: { deal: { pipelines: {}, stages: {} } },
  }),
  // No more than seven of them stand on top of a timeline; a date is counted back from where there is one.
  activity: () => ({ pinned: false, dateField: null, daysBefore: null }),
  note: () => ({ pinned: false }),
  form: () => ({
    // Asks for a mail server, which is named further below.
    doubleOptIn: false,
    fields: [{ field: 'emails', label: 'Mail', required: true }],
    sites: ['https://www.firm.example'],
    redirect: 'https://www.firm.example/thanks',
  }),
  view: () => ({
    sort: '-name',
    groupBy: 'stage',
    filter: { name: { eq: 'x' } },
    columns: [{ field: 'name', width: 100 }],
    settings: { colours: [{ filter: { name: { eq: 'x' } }, colour: 'red' }] },
  }),
};
