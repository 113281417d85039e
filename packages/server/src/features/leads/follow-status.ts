import { invalid } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';
import { type LeadState, statesOf, statusThatMeans } from './statuses.ts';

/** Actions that bring records along which are qualified already. */
const bringing = new Set(['qualify', 'import', 'release']);

/** Actions that open again what was qualified: the deal is gone. */
const reopening = new Set(['reopen', 'toLead']);

/**
 * Keeps what follows from a lead's status in step with it, whichever way it is saved: board, form, import, API.
 * To be qualified it takes the action, which makes the deal; whose it was first is remembered.
 */
export async function followStatus(work: Work, drafts: Draft[]): Promise<void> {
  await startWhereFilesSay(work, drafts);
  const states = await statesOf(
    work,
    drafts.map((draft) => willBe(draft, 'status')),
  );
  for (const draft of drafts) {
    rememberOwner(draft);
    const state = states.get(String(willBe(draft, 'status')));
    if (!state || !changing(draft, 'status') || work.undoes !== null) continue;
    const was = draft.before?.['state'] ?? null;
    const isClosedByHand = state === 'qualified' || was === 'qualified';
    if (
      isClosedByHand &&
      state !== was &&
      !bringing.has(work.inAction ?? '') &&
      !reopening.has(work.inAction ?? '')
    )
      throw invalid('status', 'use_action', 'leads are qualified by the action');
    draft.changes['state'] = state;
    if (state === was) continue;
    follow(work, draft, state);
    // Whoever moves a new lead on has looked into it.
    const isTouch = was === 'new' && work.actor.kind === 'user' && work.inAction !== 'import';
    if (isTouch && willBe(draft, 'firstTouchedAt') === null)
      draft.changes['firstTouchedAt'] = work.now;
  }
}

function follow(work: Work, draft: Draft, state: LeadState): void {
  if (state !== 'disqualified') draft.changes['disqualificationReason'] = null;
  if (!draft.given.has('qualifiedAt'))
    draft.changes['qualifiedAt'] = state === 'qualified' ? work.now : null;
}

/** A file that says what became of a lead, but names no status that is known here. */
async function startWhereFilesSay(work: Work, drafts: Draft[]): Promise<void> {
  if (work.inAction !== 'import') return;
  for (const draft of drafts) {
    const state = draft.changes['state'];
    if (draft.before !== null || draft.given.has('status') || !draft.given.has('state')) continue;
    draft.changes['status'] = await statusThatMeans(work, state as LeadState);
  }
}

function rememberOwner(draft: Draft): void {
  const first = draft.before?.['originalOwner'] ?? draft.before?.['owner'] ?? null;
  const owner = first ?? willBe(draft, 'owner');
  if (owner !== null && willBe(draft, 'originalOwner') === null)
    draft.changes['originalOwner'] = owner;
}
