import {
  type CatalogObject,
  type FieldError,
  isBlank,
  isReadOnly,
  isRequired,
  mentions,
  objectOf,
  Refusal,
  requirementOf,
  type RuleContext,
} from '@relata/model';
import { filterContext, type Work } from '../work.ts';
import { changing, type Draft, willBe } from './draft.ts';
import { ofRecord } from './which-record.ts';

/** A field that some records must have filled, or keep as it is. */
interface Rule {
  name: string;
  /** The field, and what decides whether it must be filled; null: it never must. */
  asks: string[] | null;
  /** All that its conditions look at. */
  watches: string[];
}

const known = new WeakMap<CatalogObject, Rule[]>();

function rulesOf(object: CatalogObject): Rule[] {
  let found = known.get(object);
  if (!found) {
    found = Object.entries(object.fields).flatMap(([name, field]): Rule[] => {
      const requirement = requirementOf(field);
      const { readOnlyWhen, counted, uses = [] } = field;
      if (!requirement && !readOnlyWhen && !counted) return [];
      const asks = requirement && [name, ...mentions(requirement)];
      const counts = counted ? [...uses, ...mentions(counted.when)] : [];
      const watches = [name, ...(asks ?? []), ...mentions(readOnlyWhen ?? {}), ...counts];
      return [{ name, asks, watches }];
    });
    known.set(object, found);
  }
  return found;
}

/** What must be loaded to judge a change of these fields; of all rules where others may change along. */
export const watchedFields = (
  object: CatalogObject,
  touched: readonly string[],
  all: boolean,
): string[] =>
  rulesOf(object)
    .filter(({ watches }) => all || watches.some((name) => touched.includes(name)))
    .flatMap(({ watches }) => watches.filter((name) => name in object.fields));

export const rulesFor = (work: Work): RuleContext => ({
  catalog: work.catalog,
  context: filterContext(work),
});

const isExempt = ({ actor, workspace }: Work): boolean =>
  actor.kind === 'user' && actor.role.administers && workspace.administratorsExempt;

/** What an action or the engine does is theirs to judge; only what somebody asked for by name is held to it. */
export const isAsked = ({ actor, inAction, cause }: Work): boolean =>
  actor.kind === 'user' && cause === null && (inAction === null || inAction === 'import');

/** Refuses to change what is read-only in the state in which a record is (EP-SET-08). */
export function demandChangeable(work: Work, object: CatalogObject, drafts: Draft[]): void {
  const errors = drafts.flatMap((draft) =>
    keptFields(work, object, draft).map((field): FieldError => {
      const message = 'cannot be changed while the record is like this';
      return ofRecord({ field, code: 'read_only_now', message }, draft.nth);
    }),
  );
  const [first] = errors;
  if (first) throw new Refusal('invalid', `${first.field} ${first.message}`, { errors });
}

/** Which of the changed fields are read-only for this record now; of an undo, those that also stay so. */
export function keptFields(work: Work, object: CatalogObject, draft: Draft): string[] {
  const { before } = draft;
  if (before === null || !isAsked(work) || isExempt(work)) return [];
  const rules = rulesFor(work);
  const after = { ...before, ...draft.changes };
  return Object.keys(draft.changes).filter(
    (name) =>
      isReadOnly(object, name, before, rules) &&
      (work.undoes === null || isReadOnly(object, name, after, rules)),
  );
}

/**
 * Refuses to save without what must be filled: in new records, and in old ones where the field changes or what its
 * rule looks at, so that a record from before the rule can still be worked with. What the workspace asks for is asked
 * of people who may write it: not of what comes in from outside, where nobody could say it, nor of a record that loses
 * a reference because the other one is deleted, or all that is personal.
 */
export function demandRequired(work: Work, object: CatalogObject, drafts: Draft[]): void {
  const errors: FieldError[] = [];
  const rules = rulesFor(work);
  const seen = objectOf(work.seen, object.name);
  for (const { name, asks } of rulesOf(object)) {
    const field = object.fields[name];
    if (!field || !asks) continue;
    const own = seen.fields[name];
    const isWaived =
      work.actor.kind === 'system' ||
      isExempt(work) ||
      work.cause !== null ||
      work.inAction === 'anonymise';
    if (!field.required && (isWaived || !own || own.writtenBy)) continue;
    for (const draft of drafts) {
      if (draft.before !== null && !asks.some((one) => changing(draft, one))) continue;
      if (!isBlank(willBe(draft, name))) continue;
      if (!isRequired(object, name, { ...draft.before, ...draft.changes }, rules)) continue;
      errors.push(
        ofRecord({ field: name, code: 'required', message: 'must be filled' }, draft.nth),
      );
    }
  }
  if (errors.length) throw new Refusal('invalid', `${errors[0]?.field} must be filled`, { errors });
}
