import { invalid } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';
import { type Stage, stagesOf, stageThatMeans } from './stages.ts';

/**
 * Keeps a deal's status, stage, pipeline and dates in step, whichever way it is saved: board, form, import,
 * API. Moving it to a stage that means won or lost wins or loses it; losing needs a reason.
 */
export async function followStage(work: Work, drafts: Draft[]): Promise<void> {
  const stages = await stagesOf(
    work,
    drafts.flatMap((draft) => [willBe(draft, 'stage'), draft.before?.['stage']]),
  );
  for (const draft of drafts) {
    await followPipeline(work, draft, stages);
    await followStatus(work, draft, stages);
    if (work.undoes === null) demandEnd(draft);
    if (!willBe(draft, 'name') && draft.before === null)
      draft.changes['name'] = `#${String(draft.changes['number'])}`;
    if (draft.before === null) draft.changes['stageSince'] = work.now;
    wake(work, draft);
    const stage = stages.get(String(willBe(draft, 'stage')));
    if (!stage) continue;
    if (draft.before !== null && !changing(draft, 'stage')) {
      if (work.undoes === null) demandReason(work, draft);
      rememberOpenStage(draft, stage);
      continue;
    }
    // Undo gives the old moment back; where a stage has taken another one's place, nothing has moved.
    const moves = work.undoes === null && work.inAction !== 'release';
    if (moves && !draft.given.has('stageSince')) draft.changes['stageSince'] = work.now;
    if (work.undoes === null) {
      followMeaning(work, draft, stage);
      demandReason(work, draft);
    }
    rememberOpenStage(draft, stage);
  }
}

/** A stage brings its pipeline along; a new pipeline without a stage begins at its first. */
async function followPipeline(work: Work, draft: Draft, stages: Map<string, Stage>): Promise<void> {
  const stage = stages.get(String(willBe(draft, 'stage')));
  const pipeline = willBe(draft, 'pipeline');
  if (!stage || stage.pipeline === pipeline) return;
  if (draft.given.has('stage') && !draft.given.has('pipeline')) {
    draft.changes['pipeline'] = stage.pipeline;
    return;
  }
  if (!draft.given.has('stage') && draft.given.has('pipeline')) {
    const first = await stageThatMeans(work, pipeline, 'open');
    if (!first) return;
    draft.changes['stage'] = first;
    for (const [id, found] of await stagesOf(work, [first])) stages.set(id, found);
  }
}

/** A file that says how a deal ended, but names no stage that is known here: it ends where such deals end. */
async function followStatus(work: Work, draft: Draft, stages: Map<string, Stage>): Promise<void> {
  const status = draft.changes['status'];
  if (work.inAction !== 'import' || draft.before !== null || draft.given.has('stage')) return;
  if (status !== 'won' && status !== 'lost') return;
  const last = await stageThatMeans(work, willBe(draft, 'pipeline'), status);
  if (!last) return;
  draft.changes['stage'] = last;
  for (const [id, found] of await stagesOf(work, [last])) stages.set(id, found);
}

function followMeaning(work: Work, draft: Draft, stage: Stage): void {
  if (!draft.given.has('status')) draft.changes['status'] = stage.means;
  if (willBe(draft, 'status') === 'open') {
    draft.changes['closedOn'] = null;
    draft.changes['lostReason'] = null;
    draft.changes['otherLostReason'] = null;
    draft.changes['lostNote'] = null;
  } else if (!willBe(draft, 'closedOn')) {
    draft.changes['closedOn'] = work.today;
  }
  if (
    willBe(draft, 'status') === 'lost' &&
    !willBe(draft, 'lostReason') &&
    !willBe(draft, 'otherLostReason') &&
    work.inAction !== 'import' &&
    work.inAction !== 'release'
  )
    throw invalid('lostReason', 'lost_reason_needed', 'say why the deal was lost');
  // One that somebody set by hand lasts as long as the stage that it was about (OO-OPP-13).
  if (!draft.given.has('probability')) draft.changes['probability'] = stage.probability;
}

/** In one's own words only where the workspace takes them. */
function demandReason(work: Work, draft: Draft): void {
  if (willBe(draft, 'status') !== 'lost' || !draft.given.has('otherLostReason')) return;
  if (willBe(draft, 'otherLostReason') && !work.workspace.freeLostReasons)
    throw invalid('otherLostReason', 'reason_of_list', 'choose one of the reasons in the list');
}

/** When it was won or lost may be put right, and is there as long as it is closed. */
function demandEnd(draft: Draft): void {
  if (draft.before === null || !draft.given.has('closedOn') || changing(draft, 'stage')) return;
  const isOpen = willBe(draft, 'status') === 'open';
  const isDated = Boolean(willBe(draft, 'closedOn'));
  if (isOpen && isDated)
    throw invalid('closedOn', 'read_only_now', 'a deal that is open has not been closed on a day');
  if (!isOpen && !isDated) throw invalid('closedOn', 'required', 'says when the deal was closed');
}

/** Whatever changes of it, something has happened to the deal; undo gives back the time at which it last had. */
function wake(work: Work, draft: Draft): void {
  if (work.undoes !== null || draft.before === null) return;
  // Nor has anything happened to it where another record went or came back to which it leads.
  if (work.cause !== null || work.inAction === 'restore') return;
  const changed = Object.keys(draft.changes).filter((name) => changing(draft, name));
  if (!changed.length || draft.given.has('idleSince')) return;
  draft.changes['idleSince'] = work.now;
  draft.changes['idleBecause'] = changed.includes('stage') ? 'moved' : 'changed';
}

function rememberOpenStage(draft: Draft, stage: Stage): void {
  if (stage.means === 'open') draft.changes['lastOpenStage'] = stage.id;
}
