import { type Actor, type FieldError, Refusal } from '@relata/model';
import { auditBy } from '../audit/audit.ts';
import type { Engine } from '../engine.ts';
import { reading } from '../work.ts';
import { type Question, questionsOf } from './questions.ts';
import { begin, claim, endImport, type ImportState, loadImport, unclaim } from './state.ts';

/** What a draft still leaves open. */
export async function openQuestions(
  engine: Engine,
  actor: Actor,
  state: ImportState,
): Promise<Question[]> {
  const { catalog } = await reading(engine, actor);
  const doubtful = state.preview.some((row) =>
    row.problems.some((one) => one.code === 'shared_address'),
  );
  return questionsOf(catalog, state.object, state.mapping, state.options, state.facts, doubtful);
}

/**
 * Starts a draft in the background. Refuses (`conflict`) what has been started, and what has questions open:
 * nothing ambiguous is ever guessed.
 */
export async function startImport(engine: Engine, actor: Actor, id: string): Promise<void> {
  const state = await loadImport(await reading(engine, actor), id);
  const started = new Refusal('conflict', 'this import has been started', { reason: 'started' });
  if (state.status !== 'draft') throw started;
  if (!state.mapping.length)
    throw new Refusal('invalid', 'no column is to be imported', {
      errors: [
        { field: 'mapping', code: 'required', message: 'choose what at least one column becomes' },
      ],
    });
  const questions = (await openQuestions(engine, actor, state)).filter((one) => one.required);
  if (questions.length)
    throw new Refusal('conflict', 'the file leaves questions open', {
      reason: 'questions',
      errors: questions.map(asError),
    });
  if (!(await claim(engine, actor, id))) throw started;
  try {
    const item = await engine.longWork.start(actor, {
      kind: 'import',
      object: state.object,
      input: { importId: id },
    });
    await begin(engine, actor, id, item.id);
    await auditBy(engine.database.of(actor.workspace).query, actor, item.createdAt, {
      action: 'imported',
      object: state.object,
      details: { import: id },
    });
  } catch (error) {
    await unclaim(engine, actor, id);
    throw error;
  }
}

const codes = {
  dates: 'question_dates',
  decimal: 'question_decimal',
  encoding: 'question_encoding',
  sharedEmails: 'shared_address',
} satisfies Record<Question['kind'], string>;

const asError = ({ kind, column, options }: Question): FieldError => ({
  field: column ?? `options.${kind}`,
  code: codes[kind],
  message: `is it ${options.map((one) => one.value).join(' or ')}?`,
});

/** Stops it: what is saved stays, and can be undone. */
export async function cancelImport(engine: Engine, actor: Actor, id: string): Promise<void> {
  const { workId } = await loadImport(await reading(engine, actor), id);
  if (!(await endImport(engine, actor, id, 'cancelled', ['draft', 'running'])))
    throw new Refusal('conflict', 'this import has ended', { reason: 'ended' });
  if (workId) await engine.longWork.cancel(actor, workId);
}
