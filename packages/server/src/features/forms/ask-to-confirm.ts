import { type ContactPoint, objectOf } from '@relata/model';
import { hashOfKey, newAddressKey } from '#platform/address-key.ts';
import { lockRecords } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';
import type { Form } from './form.ts';
import type { Hide } from './hide.ts';

/** What the keys in links of confirmation letters are known by. */
export const confirmBegin = 'confirm_';

/** So long a link counts. */
export const goodDays = 7;
const dayMs = 86_400_000;

/**
 * Letters a day, so that nobody can have this server write to strangers without bound (T24): to one address, whichever
 * form asks; on behalf of one network; and of a form, as long as nobody confirms.
 */
const mostADay = { address: 3, network: 20, unanswered: 300 };

/**
 * Writes to the visitor, whose consent counts once they have opened the link. False: there were too many letters today,
 * or there is nobody to write to; the lead waits for its consent then.
 */
export async function askToConfirm(
  work: Work,
  form: Form,
  { lead, network, hide }: { lead: string; network: string; hide: Hide },
): Promise<boolean> {
  const to = await addressOf(work, lead);
  const { query } = work.connection;
  if (to === null || !(await work.engine.mails.worksFor(query, work.workspace.id))) return false;
  // One after the other, or letters that are asked for at the same moment would not see each other.
  await query('select 1 from workspace where id = $1 for no key update', [work.workspace.id]);
  const hidden = (text: string) => hide(work.workspace.id, text);
  const hashes = { address: hidden(to), network: hidden(network) };
  if (await tooMany(work, form, hashes)) return false;
  const key = newAddressKey(confirmBegin, work.workspace.id);
  await query(
    `insert into form_confirmation (workspace_id, hash, form_id, lead_id, address, network, asked_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[work.workspace.id, hashOfKey(key), form.id, lead, hashes.address, hashes.network],
      ...[work.now, new Date(Date.parse(work.now) + goodDays * dayMs).toISOString()],
    ],
  );
  const { workspace } = form;
  await work.engine.mails.queue(work.connection, 'formConfirmation', { workspace, to, key });
  return true;
}

async function addressOf(work: Work, id: string): Promise<string | null> {
  const lead = (
    await lockRecords(work, objectOf(work.catalog, 'lead'), {
      ids: [id],
      verb: 'update',
      fields: ['emails'],
    })
  ).get(id);
  const emails = (lead?.['emails'] ?? []) as ContactPoint[];
  return (emails.find(({ primary }) => primary) ?? emails[0])?.value ?? null;
}

async function tooMany(
  work: Work,
  form: Form,
  { address, network }: { address: string; network: string },
): Promise<boolean> {
  const since = new Date(Date.parse(work.now) - dayMs).toISOString();
  const { rows } = await work.connection.query<Record<keyof typeof mostADay, number>>(
    `select count(*) filter (where address = $3)::int as address, count(*) filter (where network = $4)::int as network,
       count(*) filter (where form_id = $5 and confirmed_at is null)::int as unanswered
     from form_confirmation where workspace_id = $1 and asked_at > $2`,
    [work.workspace.id, since, address, network, form.id],
  );
  const [sent] = rows;
  return (['address', 'network', 'unanswered'] as const).some(
    (name) => (sent?.[name] ?? 0) >= mostADay[name],
  );
}
