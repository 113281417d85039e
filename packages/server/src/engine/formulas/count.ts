import {
  type CatalogObject,
  type Field,
  type FieldError,
  FieldProblem,
  type Filter,
  isCounted,
  mentions,
  objectOf,
  Refusal,
} from '@relata/model';
import { changing, type Draft, same } from '../records/draft.ts';
import { isAsked, rulesFor } from '../records/field-rules.ts';
import { ofRecord } from '../records/which-record.ts';
import type { Work } from '../work.ts';
import { compile, type Formula } from './compile.ts';
import { evaluateToFit } from './evaluate.ts';

interface CountedField {
  name: string;
  field: Field;
  formula: Formula;
  when: Filter;
}

const known = new WeakMap<CatalogObject, CountedField[]>();

function countedIn(object: CatalogObject): CountedField[] {
  let found = known.get(object);
  if (!found) {
    found = Object.entries(object.fields).flatMap(([name, field]) => {
      const formula = field.counted && compile(object, field.counted.by, field.kind);
      if (!field.counted || !formula || !('run' in formula)) return [];
      return [{ name, field, formula, when: field.counted.when }];
    });
    known.set(object, found);
  }
  return found;
}

/**
 * Fills what is counted from other fields while a record is like that. Whoever names another result is told so; where a
 * file, an action or an undo brings one, the count stands. What does not fit is refused, whoever brings it.
 */
export function countFields(work: Work, object: CatalogObject, drafts: readonly Draft[]): void {
  const counted = countedIn(object);
  if (!counted.length) return;
  const rules = rulesFor(work);
  const errors: FieldError[] = [];
  for (const draft of drafts)
    for (const { name, field, formula, when } of counted) {
      const looksAt = [name, ...formula.uses, ...mentions(when)];
      if (draft.before !== null && !looksAt.some((one) => changing(draft, one))) continue;
      const record = { ...draft.before, ...draft.changes };
      if (!isCounted(object, name, record, rules)) continue;
      const value = fitting(() => evaluateToFit(formula, field, object, record));
      if (value === unfit) {
        errors.push(ofRecord(doesNotFit(work, object, formula), draft.nth));
        continue;
      }
      const isNamed = draft.given.has(name) && work.undoes === null && work.inAction === null;
      if (isNamed && isAsked(work) && !same(value, draft.changes[name]))
        errors.push(
          ofRecord(
            { field: name, code: 'counted', message: `is counted from ${formula.uses.join(', ')}` },
            draft.nth,
          ),
        );
      if (same(value, draft.before?.[name] ?? null)) delete draft.changes[name];
      else draft.changes[name] = value;
    }
  if (errors.length)
    throw new Refusal('invalid', `${errors[0]?.field} is counted, or is counted with`, { errors });
}

const unfit = Symbol('does not fit');

function fitting(count: () => unknown): unknown {
  try {
    return count();
  } catch (problem) {
    if (problem instanceof FieldProblem) return unfit;
    throw problem;
  }
}

/** Nothing takes the place of what would be too much: the first part that the actor sees says so. */
function doesNotFit(work: Work, object: CatalogObject, { uses }: Formula): FieldError {
  const seen = objectOf(work.seen, object.name).fields;
  return {
    field: uses.find((name) => name in seen) ?? '',
    code: 'counted_unfit',
    message: 'what is counted from this does not fit',
  };
}
