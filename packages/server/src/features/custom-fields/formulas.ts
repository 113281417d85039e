import {
  type Actor,
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
import { recomputeRecords } from '#engine/formulas/recompute.ts';
import type { ActionHandler } from '#engine/actions.ts';
import { list } from '#engine/records/list.ts';
import type { Engine } from '#engine/engine.ts';
import type { LongWorker, WorkItem } from '#engine/long-work/long-work.ts';
import { deriveObject, forgetDerived } from '#engine/records/derive-again.ts';
import { demandAdministrator, reading, type Work, working } from '#engine/work.ts';
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
  kind: Field['kind'] | null,
  formula: string,
): Formula {
  // What names itself is a circle, not a field that is missing.
  const field: Field = { kind: kind ?? 'number', formula, custom: true, writtenBy: 'system' };
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
export async function tryFormula(work: Work, wanted: z.infer<typeof formulaCheck>) {
  demandAdministrator(work.actor, 'reads');
  const { name, formula } = wanted;
  const object = objectOf(work.catalog, wanted.object);
  const attempt = (kind: Field['kind'] | null): Formula | Refusal => {
    try {
      return read(object, name, kind, formula);
    } catch (problem) {
      if (problem instanceof Refusal && problem.code === 'invalid') return problem;
      throw problem;
    }
  };
  const made = attempt(wanted.kind ?? null);
  if (made instanceof Refusal) {
    const ofAnyKind = attempt(null);
    const kinds = ofAnyKind instanceof Refusal ? [] : ofAnyKind.kinds;
    return { valid: false, error: made.errors[0] ?? null, uses: [], kinds, examples: [] };
  }
  const field = customField({ kind: wanted.kind ?? made.kinds[0] ?? 'text', formula });
  const fields = ['id', 'title', ...made.uses].join(',');
  const { rows } = await list(work, object.name, {
    fields,
    sort: '-createdAt',
    limit: mostExamples,
  });
  const examples = rows.map((row) => {
    const record = JSON.parse(row) as Record<string, unknown>;
    const { id, title } = record;
    return { id, title, value: evaluate(made, field, object, record) };
  });
  return { valid: true, error: null, uses: made.uses, kinds: made.kinds, examples };
}

/** Has a formula made anew for every record, whatever is stored: in the background, which says how far it is. */
export async function recompute(engine: Engine, actor: Actor, id: string): Promise<WorkItem> {
  const { object, field } = fieldNamed(await reading(engine, actor), id);
  if (field.formula === undefined) throw noField();
  await working(engine, actor, (work) => forgetDerived(work, object));
  const { name } = object;
  return engine.longWork.start(actor, { kind: 'recompute', object: name, input: { object: name } });
}

/** The job that follows every change of the catalog may be at it too: whoever comes first takes the next portion. */
export const recomputing: LongWorker = async ({ engine, actor, input, progress }) => {
  const made = await deriveObject(engine, actor.workspace, String(input['object']), progress);
  return { result: { made } };
};

/** The same for one record, or for many that somebody has selected, who may change them. */
export const recomputeOne: ActionHandler = ({ work, object, record }) =>
  recomputeRecords(work, object.name, [record.id]);
