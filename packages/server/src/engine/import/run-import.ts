import { patientMs } from '../../platform/db.ts';
import { objectOf, Refusal } from '@relata/model';
import { Cancelled, type LongWorker } from '../long-work/long-work.ts';
import { demand, reading, type Work, working } from '../work.ts';
import { chosen } from './analyse.ts';
import { setLateLinks } from './late-links.ts';
import { makeMissingNames } from './missing-names.ts';
import { inOrder, planOf, readerOf } from './plan.ts';
import { type ImportRow, type OpenedFile, openFile } from './read/index.ts';
import type { ReadRow } from './read-row.ts';
import { relatedRecords } from './related-records.ts';
import { saveChunk } from './save-chunk.ts';
import {
  begin,
  endImport,
  type ImportState,
  loadImport,
  lockRun,
  moveOn,
  storeLinks,
  storeReports,
} from './state.ts';
import { resultOf } from './result.ts';

/** Rows of one transaction: enough to be fast, few enough to show progress and to lose little. */
const chunkRows = 1000;
/** A chunk of very long rows ends earlier. In characters. */
const chunkCharacters = 4_000_000;
/** The parser lets others have their turn after so many rows. */
const rowsInARow = 50;
const tellEveryMs = 500;

/** Another process goes on with the run: this one has nothing more to say about it. */
class Taken extends Cancelled {}

/**
 * Runs an import, or goes on with it: how far it is stands in the same transactions as the rows. All of them
 * share one batch, so that one undo takes the whole file back.
 */
export const importing: LongWorker = async (running) => {
  const { engine, actor, id: workId, input } = running;
  const importId = String(input['importId']);
  await begin(engine, actor, importId, workId);
  const state = await loadImport(await reading(engine, actor), importId);
  if (state.workId !== workId || state.status !== 'running') throw new Taken();
  try {
    await run(running, state);
    await endImport(engine, actor, importId, 'done', ['running']);
    return { result: { ...resultOf(state.counts), importId }, batch: workId };
  } catch (error) {
    // The database is away for a moment: tried again, it goes on from where it is.
    if (error instanceof Taken || (error instanceof Refusal && error.code === 'unavailable'))
      throw error;
    const status = error instanceof Cancelled ? 'cancelled' : 'failed';
    await endImport(engine, actor, importId, status, ['running', 'cancelled']);
    throw error;
  }
};

async function run(
  { engine, actor, actorNow, id: workId, progress }: Parameters<LongWorker>[0],
  state: ImportState,
): Promise<void> {
  const { id, counts } = state;
  const path = engine.files.path(actor.workspace, state.fileKey);
  const file = await openFile(path, state.fileName, chosen(state.facts.reading));
  const look = await reading(engine, actor);
  const objects = inOrder(look, state);
  for (const name of objects) {
    demand(look, 'import', objectOf(look.catalog, name));
    demand(look, 'create', objectOf(look.catalog, name));
  }
  const saving = {
    options: state.options,
    related: relatedRecords(),
    counts,
    namesakes: new Set<string>(),
  };
  const transaction = async (task: (work: Work) => Promise<void>): Promise<void> => {
    // Rights may have been taken away since the last chunk.
    await working(
      engine,
      await actorNow(),
      async (work) => {
        // Where it is stands in the same transaction as the rows: what a power cut takes away is done once more.
        // The end of the import is written to disk as everything else, and everything before with it.
        await work.connection.query('set local synchronous_commit = off');
        const lock = await lockRun(work, id, workId, { pass: state.pass, nextRow: state.nextRow });
        if (lock !== 'ours') throw lock === 'taken' ? new Taken() : new Cancelled();
        work.inAction = 'import';
        await task(work);
      },
      { batch: workId, statementTimeoutMs: patientMs, once: true },
    );
  };
  if (state.options.createOptions && state.pass === 0 && state.nextRow === 1)
    for (const name of objects)
      await working(
        engine,
        actor,
        (work) => makeMissingNames(work, name, file, () => planOf(work, state)),
        { batch: workId },
      );

  const read = readerOf(await planOf(look, state));
  const speed = speedometer();
  let told = 0;
  const tell = async (always: boolean): Promise<void> => {
    if (!always && Date.now() - told < tellEveryMs) return;
    told = Date.now();
    await progress(doneOf(state), state.facts.rows);
  };
  await tell(true);
  for (; state.pass < objects.length;) {
    const object = objectOf(look.catalog, objects[state.pass] ?? '');
    const chunks = chunksOf(file, state.nextRow, (row) => {
      const found = read(row);
      return found.object.name === object.name ? found : null;
    });
    let coming = chunks.next();
    for (;;) {
      const { value: chunk, done } = await coming;
      if (done || !chunk) break;
      // Read on while the database works.
      coming = chunks.next();
      coming.catch(() => undefined);
      await transaction(async (work) => {
        const saved = await saveChunk(work, object, chunk.rows, saving);
        await storeReports(work, id, saved.reports);
        await storeLinks(work, id, saved.links);
        await moveOn(
          work,
          id,
          { pass: state.pass, nextRow: chunk.next },
          counts,
          speed(chunk.rows.length),
        );
      });
      state.nextRow = chunk.next;
      await tell(false);
    }
    await transaction(async (work) => {
      await setLateLinks(work, id, object, counts);
      await moveOn(work, id, { pass: state.pass + 1, nextRow: 1 }, counts, speed(0));
    });
    state.pass++;
    state.nextRow = 1;
  }
  await tell(true);
}

export const doneOf = ({ counts }: Pick<ImportState, 'counts'>): number =>
  counts.made + counts.changed + counts.skipped + counts.refused;

interface Chunk {
  rows: ReadRow[];
  /** The row after them. */
  next: number;
}

async function* chunksOf(
  file: OpenedFile,
  from: number,
  read: (row: ImportRow) => ReadRow | null,
): AsyncGenerator<Chunk, void, undefined> {
  let rows: ReadRow[] = [];
  let characters = 0;
  let turn = 0;
  let next = from;
  for await (const row of file.rows(from)) {
    if (++turn % rowsInARow === 0) await new Promise((resolve) => setImmediate(resolve));
    next = row.row + 1;
    const found = read(row);
    if (found) {
      rows.push(found);
      for (const cell of row.cells) characters += cell.length;
    }
    if (rows.length < chunkRows && characters < chunkCharacters) continue;
    yield { rows, next };
    rows = [];
    characters = 0;
  }
  if (rows.length) yield { rows, next };
}

/** Rows a second since this process took the run up. */
function speedometer(): (rows: number) => number {
  const start = performance.now();
  let all = 0;
  return (rows) => {
    all += rows;
    return Math.round((all / (performance.now() - start)) * 1000);
  };
}
