import {
  type CatalogObject,
  type Field,
  customField,
  formulaKinds,
  invalid,
  objectOf,
  Refusal,
} from '@relata/model';
import type { z } from 'zod';
import { compile, type Formula, type FormulaProblem } from '#engine/formulas/compile.ts';
import { evaluate } from '#engine/formulas/evaluate.ts';
import { list } from '#engine/records/list.ts';
import { forgetDerived } from '#engine/records/derive-again.ts';
import type { Work } from '#engine/work.ts';
import { fieldNamed, noField } from './fields.ts';
import type { formulaCheck } from './shapes.ts';

const mostExamples = 5;

/** A formula for the named field, as it is stored; refuses what cannot be read or leads back to itself. */
export function checkedFormula(
  object: CatalogObject,
  name: string,
  kind: Field['kind'],
  formula: string,
): { formula: string; uses: string[] } {
  if (!formulaKinds.some((one) => one === kind))
    throw invalid('kind', 'not_formula_kind', `no formula fills a field of kind ${kind}`);
  const { uses } = read(object, name, kind, formula);
  return { formula, uses };
}

function read(
  object: CatalogObject,
  name: string | undefined,
  kind: Field['kind'],
  formula: string,
): Formula {
  // What names itself is a circle, not a field that is missing.
  const field: Field = { kind, formula, custom: true, writtenBy: 'system' };
  const whole =
    name === undefined ? object : { ...object, fields: { ...object.fields, [name]: field } };
  const made = compile(whole, formula, kind);
  if (!('run' in made)) throw wrong(made);
  const circle = name !== undefined && leadsBack(object, name, made.uses);
  if (circle)
    throw invalid('formula', 'formula_circle', `'${circle}' is made of '${name}' itself`, {
      part: circle,
    });
  return made;
}

const wrong = ({ code, message, at, part }: FormulaProblem): Refusal =>
  invalid('formula', code, message, { part, start: at.start, end: at.end });

/** The field among these through which a formula would come back to what it is for. */
function leadsBack(
  { fields }: CatalogObject,
  name: string,
  uses: readonly string[],
): string | undefined {
  return uses.find((one) => {
    const all = new Set([one]);
    for (const next of all) for (const more of fields[next]?.uses ?? []) all.add(more);
    return all.has(name);
  });
}

/** What a formula says of the latest records, or what is wrong with it: while it is being written. */
export async function tryFormula(
  work: Work,
  { object: of, name, kind, formula }: z.infer<typeof formulaCheck>,
) {
  if (!work.actor.role.administers)
    throw new Refusal('forbidden', 'only administrators may do this', {
      reason: 'administrators_only',
    });
  const object = objectOf(work.catalog, of);
  let made: Formula;
  try {
    made = read(object, name, kind, formula);
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.code !== 'invalid') throw problem;
    return { valid: false, error: problem.errors[0] ?? null, uses: [], examples: [] };
  }
  const field = customField({ kind, formula });
  const fields = ['id', 'title', ...made.uses].join(',');
  const { rows } = await list(work, of, { fields, sort: '-createdAt', limit: mostExamples });
  const examples = rows.map((row) => {
    const record = JSON.parse(row) as Record<string, unknown>;
    const { id, title } = record;
    return { id, title, value: evaluate(made, field, object, record) };
  });
  return { valid: true, error: null, uses: made.uses, examples };
}

/** Has a formula made anew for every record. */
export async function recompute(work: Work, id: string): Promise<void> {
  const { object, field } = fieldNamed(work, id);
  if (field.formula === undefined) throw noField();
  await forgetDerived(work, object);
}
