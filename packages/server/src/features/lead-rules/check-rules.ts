import { invalid, isId, objectOf, parseFilter, readTargets, Refusal } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';

/** What a rule is made of must fit leads, and lead to somebody; the rest of a hundred goes to its first target. */
export async function checkRules(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    if ('filter' in draft.changes) checkFilter(work, willBe(draft, 'filter'));
    if ('set' in draft.changes) await checkSet(work, willBe(draft, 'set'));
    if (!('targets' in draft.changes)) continue;
    const targets = readTargets(draft.changes['targets']);
    if (typeof targets === 'string')
      throw invalid('targets', targets, 'takes [{user | team | partner, percent}], together 100');
    for (const [at, { user, team, partner }] of targets.entries()) {
      const there =
        (user && (await isThere(work, 'user', user))) ||
        (team && (await isThere(work, 'team', team))) ||
        (partner && (await isThere(work, 'company', partner)));
      if (!there)
        throw invalid(`targets.${at}`, 'not_there', 'there is no such user, team or partner');
    }
    draft.changes['targets'] = targets;
  }
}

function checkFilter(work: Work, value: unknown): void {
  if (value === null) return;
  try {
    parseFilter(value, 'lead', work.seen);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    const [first] = problem.errors;
    throw invalid('filter', first?.code ?? 'filter', problem.message);
  }
}

const settable = ['priority', 'campaign', 'tags'];

async function checkSet(work: Work, value: unknown): Promise<void> {
  if (value === null) return;
  if (typeof value !== 'object' || Array.isArray(value))
    throw invalid('set', 'mapping', 'takes {priority?, campaign?, tags?}');
  const set: Record<string, unknown> = { ...value };
  for (const name of Object.keys(set))
    if (!settable.includes(name))
      throw invalid('set', 'unknown_field', `a rule does not set ${name}`);
  const { priority = null, campaign = null, tags = null } = set;
  const options = objectOf(work.catalog, 'lead').fields['priority']?.options ?? [];
  if (priority !== null && !options.some((one) => one.value === priority))
    throw invalid('set.priority', 'option', 'there is no such priority');
  if (campaign !== null && !(isId(campaign) && (await isThere(work, 'campaign', campaign))))
    throw invalid('set.campaign', 'not_there', 'there is no such campaign');
  if (tags !== null && !(Array.isArray(tags) && tags.every((one) => typeof one === 'string')))
    throw invalid('set.tags', 'list', 'takes names of tags');
}

const tables = { user: '"user"', team: 'team', company: 'company', campaign: 'campaign' };

async function isThere(work: Work, object: keyof typeof tables, id: string): Promise<boolean> {
  const { rowCount } = await work.connection.query(
    `select 1 from ${tables[object]} where workspace_id = $1 and id = $2 and deleted_at is null`,
    [work.workspace.id, id],
  );
  return rowCount > 0;
}
