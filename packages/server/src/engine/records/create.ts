import { type CatalogObject, objectOf } from '@relata/model';
import { newId } from '../../platform/id.ts';
import { applyConsequences, applyRules } from '../engine.ts';
import { applyFormulas } from '../formulas/apply.ts';
import { countFields } from '../formulas/count.ts';
import { emit } from '../events/emit.ts';
import { emitMoves } from '../events/emit-moves.ts';
import { type RecordChange, recordChanges } from '../history/change.ts';
import { noteWords } from '../search/known-words.ts';
import { demand, type Work } from '../work.ts';
import { asTaken } from './as-taken.ts';
import { checkLinks } from './check-links.ts';
import { demandMoves } from './check-moves.ts';
import { composeFields } from './compose.ts';
import { applyDefaults } from './defaults.ts';
import { demandUnique } from './demand-unique.ts';
import { derive } from './derive.ts';
import type { Draft } from './draft.ts';
import { demandRequired } from './field-rules.ts';
import { parseInput, writableIn } from './parse-input.ts';
import { forRecord } from './which-record.ts';
import { insertRows, type Prepared, wordsIn, writeLinks, writeMatchKeys } from './write-rows.ts';

/** Saves one new record and gives its id. */
export async function create(work: Work, objectName: string, input: unknown): Promise<string> {
  const [id = ''] = await createMany(work, objectName, [input]);
  return id;
}

/** Saves new records, all or none, and gives their ids in the same order. */
export async function createMany(
  work: Work,
  objectName: string,
  inputs: unknown[],
): Promise<string[]> {
  const object = objectOf(work.catalog, objectName);
  demand(work, 'create', object);
  if (!inputs.length) return [];
  const drafts = inputs.map((input, nth): Draft => {
    const changes = forRecord(nth, () =>
      parseInput(writableIn(work, object.name), input, null, work),
    );
    return {
      object,
      id: newId(),
      before: null,
      changes,
      given: new Set(Object.keys(changes)),
      nth,
    };
  });
  await saveNew(work, object, drafts);
  return drafts.map((draft) => draft.id);
}

/** Completes, checks and saves new records whose fields have been read already. */
export async function saveNew(work: Work, object: CatalogObject, drafts: Draft[]): Promise<void> {
  await applyDefaults(work, object, drafts);
  composeFields(work, object, drafts);
  await applyRules(work, object, drafts);
  countFields(work, object, drafts);
  applyFormulas(object, drafts);
  demandRequired(work, object, drafts);
  await demandMoves(work, object, drafts);
  await checkLinks(work, object, drafts);
  await demandUnique(work, object, drafts);

  const prepared = await asTaken(object, () => insertAll(work, object, drafts));
  await writeLinks(work, object, drafts);
  await writeMatchKeys(work, object, prepared);
  await noteWords(work, wordsIn(prepared));
  const changes = drafts.map((draft): RecordChange => ({
    object: object.name,
    id: draft.id,
    action: 'create',
    before: {},
    after: draft.changes,
    version: 1,
    record: draft.changes,
  }));
  await settle(work, object, changes, 'create');
}

/** Rows of one statement: few enough to pass to the database in one go, so that the next are made ready meanwhile. */
const portion = 200;

/** Stores the rows; titles, search words and keys of each portion are made while the database stores the one before. */
async function insertAll(work: Work, object: CatalogObject, drafts: Draft[]): Promise<Prepared[]> {
  const all: Prepared[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (let at = 0; at < drafts.length; at += portion) {
    const some = drafts.slice(at, at + portion).map((draft): Prepared => ({
      draft,
      record: draft.changes,
      derived: derive(object, draft.changes, work.workspace.country),
    }));
    all.push(...some);
    await writing;
    writing = insertRows(work, object, some);
    // Refused or not, it is awaited below; until then nobody else may take its error for unheard.
    writing.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writing;
  return all;
}

/** History, consequences, event and notice of what has just been written. */
export async function settle(
  work: Work,
  object: CatalogObject,
  changes: RecordChange[],
  action: RecordChange['action'],
): Promise<void> {
  if (!changes.length) return;
  await recordChanges(work, object, changes);
  await applyConsequences(work, object, changes);
  const ids = changes.map((change) => change.id);
  const fields = [...new Set(changes.flatMap((change) => Object.keys(change.after)))];
  await emit(
    work,
    `${object.name}.${action}`,
    object.name,
    ids,
    action === 'update' ? { fields } : {},
  );
  await emitMoves(work, object, changes);
  work.notices.push({ object: object.name, action, ids, batch: work.batch, by: work.actor.user });
}
