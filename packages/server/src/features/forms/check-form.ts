import { invalid } from '@relata/model';
import { z } from 'zod';
import { newAddressKey } from '#platform/address-key.ts';
import type { ActionHandler } from '#engine/actions.ts';
import { type Draft, willBe } from '#engine/records/draft.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { naming } from '#features/lead-sources/index.ts';
import { type Asked, keyBegin } from './form.ts';
import { makesOf, questionsIn } from './questions.ts';

/** What a form asks that says nothing of it. */
const usual: Asked[] = [
  { field: 'firstName' },
  { field: 'lastName', required: true },
  { field: 'emails', required: true },
  { field: 'companyName' },
  { field: 'description' },
];

const askedShape = z
  .array(
    z.strictObject({
      field: z.string().max(100),
      label: z.string().trim().max(300).optional(),
      required: z.boolean().optional(),
    }),
  )
  .min(1)
  .max(60);
const sitesShape = z.array(z.string().max(300)).max(50);

/** New forms get their key and tell whoever makes them; what a form asks, where it leads and who may show it must be right. */
export async function checkForms(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    if (draft.before === null) begin(work, draft);
    if ('fields' in draft.changes || 'makes' in draft.changes)
      draft.changes['fields'] = asked(work, draft);
    if (willBe(draft, 'doubleOptIn') === true) await checkOptIn(work, draft);
    if ('sites' in draft.changes) draft.changes['sites'] = origins(willBe(draft, 'sites'));
    if ('redirect' in draft.changes) checkRedirect(willBe(draft, 'redirect'));
  }
}

function begin(work: Work, draft: Draft): void {
  draft.changes['key'] = newAddressKey(keyBegin, work.workspace.id);
  if (willBe(draft, 'fields') === null) draft.changes['fields'] = usual;
  if (!draft.given.has('notify') && work.actor.user) draft.changes['notify'] = [work.actor.user];
}

function asked(work: Work, draft: Draft): Asked[] {
  const read = askedShape.safeParse(willBe(draft, 'fields'));
  if (!read.success) throw invalid('fields', 'form_fields', 'takes [{field, label?, required?}]');
  const names = read.data.map(({ field }) => field);
  if (new Set(names).size < names.length)
    throw invalid('fields', 'form_fields', 'names a field twice');
  const known = questionsIn(work.catalog, 'en', makesOf(willBe(draft, 'makes')));
  for (const [at, field] of names.entries())
    if (!known.has(field))
      throw invalid(`fields.${at}`, 'form_field', `'${field}' is not asked in forms`, { field });
  if (!names.some((one) => naming.includes(one)))
    throw invalid('fields', 'form_names', `asks for at least one of ${naming.join(', ')}`);
  return read.data;
}

/** Sites as browsers name them: `https://www.firm.example`. */
function origins(value: unknown): string[] | null {
  if (value === null) return null;
  const read = sitesShape.safeParse(value);
  const sites = read.success ? read.data.map((one) => URL.parse(one.trim())) : [null];
  const found = sites.flatMap((one) =>
    one && /^https?:$/.test(one.protocol) && !one.username ? [one.origin] : [],
  );
  if (found.length < sites.length)
    throw invalid('sites', 'sites', 'takes ["https://www.firm.example"]');
  return found.length ? [...new Set(found)] : null;
}

/** Fixed here, so that nobody who fills in the form can make it lead elsewhere (OO-WEB-08). */
function checkRedirect(value: unknown): void {
  if (value === null) return;
  const url = URL.parse(String(value));
  if (url?.protocol !== 'https:' || url.username || url.password)
    throw invalid('redirect', 'https_address', 'is no https address');
}

/** Without an address, words to agree to and a way to write there is nothing to confirm. */
async function checkOptIn(work: Work, draft: Draft): Promise<void> {
  const changed = ['doubleOptIn', 'fields', 'consentText'].some((name) => name in draft.changes);
  if (!changed) return;
  const { engine, connection, workspace } = work;
  if (
    'doubleOptIn' in draft.changes &&
    !(await engine.mails.worksFor(connection.query, workspace.id))
  )
    throw invalid('doubleOptIn', 'mail_off', 'needs a server that sends mail');
  const fields = willBe(draft, 'fields') as Asked[];
  if (
    !fields.some(({ field, required }) => field === 'emails' && required) ||
    !willBe(draft, 'consentText')
  )
    throw invalid('doubleOptIn', 'form_opt_in', 'needs the e-mail address and a consent text');
}

/** Another key: pages that know the one before do not work any more (OO-WEB-02). */
export const renewKey: ActionHandler = async ({ work, object, record }) => {
  const changes = { key: newAddressKey(keyBegin, work.workspace.id) };
  await saveDrafts(work, object, [
    { object, id: record.id, before: record, changes, given: new Set(['key']) },
  ]);
};
