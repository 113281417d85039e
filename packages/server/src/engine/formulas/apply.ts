import { type CatalogObject } from '@relata/model';
import { type Draft, same } from '../records/draft.ts';
import { evaluate, formulasOf } from './evaluate.ts';

/** Fields of which a change makes formulas anew, and the formulas themselves. */
export const formulaFields = (object: CatalogObject): string[] =>
  formulasOf(object).flatMap(({ name, formula }) => [name, ...formula.uses]);

/** Adds to records about to be saved what their formulas say, each formula after those that it uses. */
export function applyFormulas(object: CatalogObject, drafts: Draft[]): void {
  const formulas = formulasOf(object);
  if (!formulas.length) return;
  for (const draft of drafts)
    for (const { name, field, formula } of formulas) {
      const isMoved = [name, ...formula.uses].some((one) => one in draft.changes);
      if (draft.before !== null && !isMoved) continue;
      const value = evaluate(formula, field, object, { ...draft.before, ...draft.changes });
      if (same(value, draft.before?.[name] ?? null)) delete draft.changes[name];
      else draft.changes[name] = value;
    }
}

/** All formulas of a record as it is stored. */
export function formulaValues(
  object: CatalogObject,
  record: Record<string, unknown>,
): Record<string, unknown> {
  const now = { ...record };
  const made: Record<string, unknown> = {};
  for (const { name, field, formula } of formulasOf(object))
    made[name] = now[name] = evaluate(formula, field, object, now);
  return made;
}
