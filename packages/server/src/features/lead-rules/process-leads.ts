import { objectOf } from '@relata/model';
import { newId } from '#platform/id.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { updateMany } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { type Lead, type Original, originalsOf } from './recognise.ts';
import { matchedBy, type Rule, rulesOf } from './rules.ts';
import { openShares, type Turn } from './shares.ts';

/** What became of a lead, and why. */
export interface Decision {
  lead: string;
  outcome: 'assigned' | 'duplicate' | 'unprocessed';
  rule: Rule | null;
  turn: Turn | null;
  original: Original | null;
  owner: string | null;
  partner: string | null;
}

/**
 * Puts leads through the rules, in the order in which they came (EP-LPROC-02…12). What was there before goes to whose
 * it is and counts for nobody's share; of the rest the first rule that matches decides; what none matches stays in the
 * free pool. Leads of a workspace are decided one after the other, so that two processes that come at once neither
 * count the same turn nor both take a lead for the first of two.
 *
 * @param only the rule that somebody executes; null: all that are active
 */
export async function processLeads(
  work: Work,
  ids: string[],
  only: string | null = null,
): Promise<Decision[]> {
  const { query } = work.connection;
  await query('select 1 from workspace where id = $1 for no key update', [work.workspace.id]);
  const { leads, originals } = await withEarlier(work, ids);
  const rules = await rulesOf(work, only);
  const first = await firstMatches(work, rules, leads);
  const shares = openShares(work);
  const decided = new Map<string, Decision>();
  for (const lead of leads) {
    const original = originals.get(lead.id) ?? null;
    // A form may have said whose its leads are; rules are for what is nobody's.
    const kept = typeof lead['owner'] === 'string' ? lead['owner'] : null;
    const rule = original || kept !== null ? null : (first.get(lead.id) ?? null);
    const turn = rule && (await shares.next(rule));
    const owner = original
      ? original.object === 'lead' && decided.has(original.id)
        ? (decided.get(original.id)?.owner ?? null)
        : (original.owner ?? kept)
      : (turn?.owner ?? kept);
    const isAssigned = rule !== null || kept !== null;
    const outcome = original ? 'duplicate' : isAssigned ? 'assigned' : 'unprocessed';
    const partner = turn?.partner ?? null;
    decided.set(lead.id, { lead: lead.id, outcome, rule, turn, original, owner, partner });
  }
  await shares.keep();
  const decisions = [...decided.values()];
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  await updateMany(
    work,
    'lead',
    decisions.map((one) => ({ id: one.lead, changes: changesOf(one, byId.get(one.lead)) })),
  );
  await note(work, decisions);
  return decisions;
}

/** Whoever is to be decided with them: the same person's earlier leads, that came in and still wait. */
async function withEarlier(work: Work, ids: string[]) {
  const object = objectOf(work.catalog, 'lead');
  const wanted = new Set(ids);
  for (;;) {
    const loaded = await lockRecords(work, object, {
      ids: [...wanted].toSorted(),
      verb: 'update',
      fields: ownFields(object),
    });
    const leads = [...loaded].map(([id, record]): Lead => ({ ...record, id }));
    const originals = await originalsOf(work, leads);
    const waiting = [...originals.values()].filter(
      ({ object: of, id, waits }) => of === 'lead' && waits && !wanted.has(id),
    );
    if (!waiting.length) return { leads, originals: firstOnes(originals) };
    for (const { id } of waiting) wanted.add(id);
  }
}

/** A copy of a copy is one of the first. */
function firstOnes(originals: Map<string, Original>): Map<string, Original> {
  for (const [id, original] of originals) {
    const further = original.object === 'lead' ? originals.get(original.id) : undefined;
    if (further) originals.set(id, { ...further, by: original.by });
  }
  return originals;
}

async function firstMatches(work: Work, rules: Rule[], leads: Lead[]): Promise<Map<string, Rule>> {
  const found = new Map<string, Rule>();
  for (const rule of rules) {
    const left = leads.map(({ id }) => id).filter((id) => !found.has(id));
    for (const id of await matchedBy(work, rule, left)) found.set(id, rule);
  }
  return found;
}

function changesOf(
  { outcome, rule, original, owner, partner }: Decision,
  lead: Lead | undefined,
): Record<string, unknown> {
  const { tags = [], ...set } = rule?.set ?? {};
  const had = Array.isArray(lead?.['tags']) ? lead['tags'] : [];
  return {
    ...set,
    ...(tags.length && { tags: [...had, ...tags] }),
    ...(owner !== null && { owner }),
    ...(partner !== null && { partner }),
    ...(original && pointTo(original, lead)),
    processing: outcome,
  };
}

/** The record that it doubles, unless it was put to another one by hand. */
function pointTo({ object, id }: Original, lead: Lead | undefined): Record<string, unknown> {
  if (object === 'lead') return { duplicateOf: id };
  return lead?.[object] ? {} : { [object]: id };
}

async function note(work: Work, decisions: Decision[]): Promise<void> {
  const rows = decisions.map(({ lead, outcome, rule, turn, original, owner, partner }) => ({
    id: newId(),
    lead,
    rule: rule?.id ?? null,
    outcome,
    why: {
      ...(rule && { rule: rule.name, filter: rule.filter }),
      ...(turn && { percent: turn.percent, had: turn.had, of: turn.of }),
      ...(original && { by: original.by, object: original.object, original: original.id }),
    },
    target: turn?.target ?? null,
    owner,
    partner,
  }));
  await work.connection.query(
    `insert into lead_decision (workspace_id, id, at, batch, lead_id, rule_id, outcome, why, target, owner_id, partner_id)
     select $1, r.id, $2, $3, r.lead, r.rule, r.outcome, r.why, r.target, r.owner, r.partner
     from jsonb_to_recordset($4) r(id uuid, lead uuid, rule uuid, outcome text, why jsonb, target text, owner uuid, partner uuid)`,
    [work.workspace.id, work.now, work.batch, JSON.stringify(rows)],
  );
}
