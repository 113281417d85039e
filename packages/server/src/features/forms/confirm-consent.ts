import { objectOf, Refusal, systemActor } from '@relata/model';
import { hashOfKey, workspaceOfKey } from '#platform/address-key.ts';
import type { Engine } from '#engine/engine.ts';
import { mergedInto } from '#engine/merge/merged.ts';
import { lockRecords } from '#engine/records/read.ts';
import { update } from '#engine/records/update.ts';
import { type Work, working } from '#engine/work.ts';
import { confirmBegin } from './ask-to-confirm.ts';
import { type Form, formIn } from './form.ts';

const linkIsOver = (): Refusal =>
  new Refusal('malformed', 'the link is wrong, used or too old', { reason: 'form_link' });

/** What a link asks of whoever got the letter, for as long as it counts. */
export interface Asking {
  /** As it is now; also one in the recycle bin, because the lead that it made is still there. */
  form: Form;
  isDeleted: boolean;
  /** The words that were agreed to, as the lead keeps them: the form may say others by now. */
  consentText: string;
}

/** As often as somebody looks. Refuses `malformed`: `form_link`. */
export const asking = (engine: Engine, key: string): Promise<Asking> =>
  working(engine, actorOf(key), (work) => found(work, key));

/** From now on the consent counts; of many who come at the same moment one gives it. Refuses as above. */
export const confirmConsent = (engine: Engine, key: string): Promise<Asking> =>
  working(engine, actorOf(key), async (work) => {
    const { lead, ...asked } = await found(work, key);
    await work.connection.query(
      'update form_confirmation set confirmed_at = $3 where workspace_id = $1 and hash = $2',
      [work.workspace.id, hashOfKey(key), work.now],
    );
    await update(work, 'lead', lead, { consent: 'given', consentAt: work.now });
    return asked;
  });

function actorOf(key: string) {
  const workspace = workspaceOfKey(confirmBegin, key);
  if (workspace === null) throw linkIsOver();
  return systemActor(workspace, 'web form');
}

/** With the lead locked: whoever comes second finds it confirmed. */
async function found(work: Work, key: string): Promise<Asking & { lead: string }> {
  const { rows } = await work.connection.query<{
    form: string;
    lead: string;
    deleted: boolean;
  }>(
    `select c.form_id as form, c.lead_id as lead, f.deleted_at is not null as deleted
     from form_confirmation c join form f on f.workspace_id = $1 and f.id = c.form_id
     where c.workspace_id = $1 and c.hash = $2 and c.confirmed_at is null and c.expires_at > $3`,
    [work.workspace.id, hashOfKey(key), work.now],
  );
  const [row] = rows;
  const lead = row && (await waiting(work, row.lead));
  if (!row || !lead) throw linkIsOver();
  const form = await formIn(work, row.form, row.deleted ? 'only' : undefined);
  return { form, isDeleted: row.deleted, lead: lead.id, consentText: lead.consentText };
}

/** The lead whose consent is still asked for, also where it has become part of another one by now. */
async function waiting(
  work: Work,
  id: string,
): Promise<{ id: string; consentText: string } | null> {
  const object = objectOf(work.catalog, 'lead');
  const live = (await mergedInto(work, object, id)) ?? id;
  const records = await lockRecords(work, object, {
    ids: [live],
    verb: 'update',
    fields: ['consent', 'consentText', 'anonymisedAt'],
  });
  const lead = records.get(live);
  return lead?.['consent'] === 'asked' && lead['anonymisedAt'] === null
    ? { id: live, consentText: String(lead['consentText'] ?? '') }
    : null;
}
