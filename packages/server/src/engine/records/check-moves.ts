import {
  type CatalogObject,
  grantAt,
  mayMove,
  type Place,
  placedRights,
  type PlacedRights,
  Refusal,
} from '@relata/model';
import type { Work } from '../work.ts';
import { type Draft, willBe } from './draft.ts';
import { placeIn, type Stop, stopsOf } from './places.ts';
import { ofRecord } from './which-record.ts';

/** So many stages are named to whoever chose another. */
const mostNamed = 8;

/**
 * The records that would come to a stage where the actor's role does not let them put any, or not from where they
 * are (plug §6.2), with what to tell: whichever way they are saved, by form, board, import, action or undo.
 */
export async function refusedMoves(
  work: Work,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<Map<Draft, Refusal>> {
  const rights = work.actor.kind === 'system' ? null : placedRights(work.actor.role, object);
  // What follows from a deletion or a merge, or from taking it back, is nobody's move.
  if (!rights || ['release', 'restore', 'merge'].includes(work.inAction ?? '')) return new Map();
  const wrong = drafts.filter((draft) => {
    const { from, to } = wayOf(object, draft);
    return from ? !mayMove(rights, from, to) : !grantAt(rights, 'create', to).value;
  });
  if (!wrong.length) return new Map();
  const stops = await stopsOf(work, object);
  return new Map(wrong.map((draft) => [draft, refusal(work, object, draft, rights, stops)]));
}

/** Refuses the first of them. */
export async function demandMoves(
  work: Work,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  for (const refused of (await refusedMoves(work, object, drafts)).values()) throw refused;
}

function wayOf(object: CatalogObject, draft: Draft): { from: Place | null; to: Place } {
  const { before } = draft;
  return {
    from: before && placeIn(object, (field) => before[field]),
    to: placeIn(object, (field) => willBe(draft, field)),
  };
}

function refusal(
  work: Work,
  object: CatalogObject,
  draft: Draft,
  rights: PlacedRights,
  stops: readonly Stop[],
): Refusal {
  const { from, to } = wayOf(object, draft);
  const allowed = stops.filter((stop) =>
    from
      ? stop.stage !== from.stage && mayMove(rights, from, stop)
      : grantAt(rights, 'create', stop).value,
  );
  const here = allowed.filter((stop) => stop.pipeline === (from ?? to).pipeline);
  const names = (here.length ? here : allowed).slice(0, mostNamed).map((stop) => stop.title);
  const titleOf = (place: Place | null) =>
    stops.find((stop) => stop.stage === place?.stage)?.title ?? '–';
  const isHeld = from !== null && rights.stages[from.stage ?? '']?.to !== undefined;
  const code = !names.length ? 'stage_none' : isHeld ? 'stage_move' : 'stage_closed';
  const values = {
    from: titleOf(from),
    to: titleOf(to),
    stages: new Intl.ListFormat(work.actor.language, { type: 'disjunction' }).format(names),
  };
  const message = {
    stage_move: `from '${values.from}' you may move it only to ${values.stages}`,
    stage_closed: `you may put nothing into '${values.to}'; open to you: ${values.stages}`,
    stage_none: `you may not put it into '${values.to}', nor into another stage`,
  }[code];
  const field = object.stages?.stage ?? '';
  return new Refusal('forbidden', message, {
    reason: 'stage',
    errors: [ofRecord({ field, code, message, values }, draft.nth)],
    details: { object: object.name, ids: [draft.id], to: allowed.map((stop) => stop.stage) },
  });
}
