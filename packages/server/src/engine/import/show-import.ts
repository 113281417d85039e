import { type Actor, type Language, objectOf } from '@relata/model';
import type { Engine } from '../engine.ts';
import { languageNamed, filled, textIn } from '../wording.ts';
import { reading, type Work } from '../work.ts';
import type { Facts } from './analyse.ts';
import { loadLists } from './lists.ts';
import { objectsOf } from './plan.ts';
import { resultOf } from './result.ts';
import { doneOf } from './run-import.ts';
import { openQuestions } from './start-import.ts';
import { endImport, type ImportState, type ImportStatus, loadImport } from './state.ts';
import { entriesFor } from './targets.ts';
import { type Trouble, wordingOf } from './trouble.ts';
import { matchCountry } from './values/index.ts';

/** An import as the API gives it, in the language of whoever asks. */
export async function showImport(
  engine: Engine,
  actor: Actor,
  id: string,
): Promise<Record<string, unknown>> {
  const work = await reading(engine, actor);
  const state = await loadImport(work, id);
  const status = await trueStatus(engine, actor, work, state);
  const language = languageNamed(actor.language);
  const { facts, counts } = state;
  const isDraft = status === 'draft';
  return {
    id,
    status,
    fileName: state.fileName,
    fileSize: state.fileSize,
    kind: facts.kind,
    object: state.object,
    columns: facts.columns.map((column) => withValues(column, facts)),
    mapping: state.mapping,
    options: { ...facts.reading, ...state.options },
    preset: facts.preset,
    encodings: facts.encodings,
    sheets: facts.sheets,
    rows: facts.rows,
    preview: state.preview.map((row) => ({
      ...row,
      problems: row.problems.map((one) => worded(one, language)),
    })),
    questions: isDraft ? await openQuestions(engine, actor, state) : [],
    unknown: isDraft ? await unknownNames(work, state) : counts.unknown,
    problems: facts.problems.map((one) => ({
      ...one,
      message: filled(textIn(language, `import.${one.code}`) ?? one.message, one.values),
    })),
    progress: { done: doneOf(state), total: facts.rows, rowsPerSecond: state.rowsPerSecond },
    result: isDraft ? null : (state.result ?? resultOf(counts)),
    batch: await undoableBatch(work, state),
    work: state.workId,
    createdAt: state.createdAt,
  };
}

/** None where everything was there already: there is nothing to take back. */
async function undoableBatch(
  work: Work,
  { batch, status }: Pick<ImportState, 'batch' | 'status'>,
): Promise<string | null> {
  if (batch === null || status === 'running') return batch;
  const { rows } = await work.connection.query(
    'select 1 from change where workspace_id = $1 and batch = $2 limit 1',
    [work.workspace.id, batch],
  );
  return rows.length ? batch : null;
}

/** So many different texts of a column can be given a meaning one by one. */
const mostValues = 200;

/** Of columns that choose from a list: their texts, the most frequent first. */
function withValues(column: Facts['columns'][number], facts: Facts) {
  const texts = namesKnown(facts, column.name);
  if (!texts.length) return column;
  // What a text means does not depend on its case.
  const values = [...Map.groupBy(texts, ([text]) => text.toLowerCase()).values()]
    .map((same) => ({
      text: same[0]?.[0] ?? '',
      rows: same.reduce((sum, [, rows]) => sum + rows, 0),
    }))
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, mostValues);
  return { ...column, values };
}

const worded = (one: Trouble, language: Language) => ({
  ...one,
  level: one.level === 'error' ? 'error' : 'warning',
  message: wordingOf(one, language),
});

/** Names in the whole file that are not known here, each once, with a choice still open. */
async function unknownNames(
  work: Work,
  { object, mapping, options, facts }: ImportState,
): Promise<{ code: string; column: string; field: string; text: string; rows: number }[]> {
  const entries = objectsOf({ object, options }).flatMap((name) =>
    entriesFor(work.catalog, objectOf(work.catalog, name), mapping),
  );
  const lists = await loadLists(
    work,
    entries.flatMap(({ target }) => (target.field ? [target.field] : [])),
  );
  const found = new Map<
    string,
    { code: string; column: string; field: string; text: string; rows: number }
  >();
  for (const { entry, target } of entries) {
    const kind = target.field?.kind;
    const known = namesKnown(facts, entry.column);
    for (const [text, rows] of known) {
      const meant = entry.values
        ? (Object.entries(entry.values).find(
            ([name]) => name.toLowerCase() === text.toLowerCase(),
          )?.[1] ?? entry.otherwise)
        : undefined;
      const add = (code: string) =>
        found.set(`${code}|${entry.column}|${text}`, {
          code,
          column: entry.column,
          field: entry.field,
          text,
          rows,
        });
      if (meant !== undefined) continue;
      if (entry.part === 'country' && !matchCountry(text)) add('country_unknown');
      if (kind === 'user' && !lists.user(text)) add('user_unknown');
      if (kind === 'link' && target.via === '' && !lists.find(target.field?.to ?? '', text, null))
        add('name_unknown');
    }
  }
  return [...found.values()].toSorted((a, b) => b.rows - a.rows);
}

const namesKnown = (facts: Facts, column: string): [string, number][] =>
  Object.hasOwn(facts.names, column) ? (facts.names[column] ?? []) : [];

/** What the work and the history say may be newer than the record: a crash in between, an undo. */
async function trueStatus(
  engine: Engine,
  actor: Actor,
  work: Work,
  state: ImportState,
): Promise<ImportStatus> {
  const now = await newerStatus(work, state);
  if (now !== state.status) await endImport(engine, actor, state.id, now, [state.status]);
  return now;
}

async function newerStatus(
  work: Work,
  { status, workId, batch }: ImportState,
): Promise<ImportStatus> {
  if (status === 'running' && workId) {
    const { rows } = await work.connection.query<{ status: string; batch: string | null }>(
      'select status from work_item where workspace_id = $1 and id = $2',
      [work.workspace.id, workId],
    );
    const of = rows[0]?.status;
    if (of === 'failed' || of === 'cancelled') return of;
  }
  if (batch && (status === 'done' || status === 'cancelled' || status === 'failed')) {
    const { rows } = await work.connection.query(
      'select 1 from change where workspace_id = $1 and undoes = $2 limit 1',
      [work.workspace.id, batch],
    );
    if (rows.length) return 'undone';
  }
  return status;
}
