import {
  type Actor,
  byTitle,
  FieldProblem,
  kinds,
  namesakesOf,
  objectOf,
  Refusal,
} from '@relata/model';
import type { Engine } from '../engine.ts';
import { parseInput } from '../records/parse-input.ts';
import { reading, type Work } from '../work.ts';
import { analyse, chosen, type Facts, lookAgain, type Suggestion } from './analyse.ts';
import { type ImportOptions, usualOptions } from './options.ts';
import { objectsOf, planOf, readerOf } from './plan.ts';
import type { ColumnMapping } from './presets/mapping.ts';
import { mayImport, type PreviewRow, previewRows } from './preview.ts';
import { openFile, type ReadOptions } from './read/index.ts';
import { changeDraft, type ImportState, loadImport, storeDraft } from './state.ts';
import { matchFor } from './presets/suggest.ts';
import { targetOf } from './targets.ts';

/** What somebody says about an import; what is left out follows from the file. */
export interface Wishes {
  object?: string | undefined;
  mapping?: ColumnMapping[] | undefined;
  options?: Partial<ImportOptions> | undefined;
}

const shownRows = 50;
const readingOptions = ['delimiter', 'quote', 'encoding', 'header', 'sheet'] as const;

/**
 * Makes a draft of an uploaded file: what it holds, what its columns may be, how its first rows would come out.
 * Refuses files that hold no table, and whoever may not import.
 */
export async function draftImport(
  engine: Engine,
  actor: Actor,
  upload: { key: string; size: number; name: string },
  wishes: Wishes,
): Promise<string> {
  const work = await reading(engine, actor);
  const path = engine.files.path(actor.workspace, upload.key);
  const asked = readingIn(wishes.options ?? {});
  const { facts, suggestion } = await analyse(work.seen, path, upload.name, {
    reading: asked,
    object: wishes.object,
    mapping: wishes.mapping,
  });
  const known = await withNamesakes(work, suggestion, facts);
  const made = complete(work, known, wishes, asked);
  check(work, made, facts);
  const preview = await previewOf(work, path, upload.name, made, facts);
  return storeDraft(engine, actor, {
    fileName: upload.name,
    fileKey: upload.key,
    fileSize: upload.size,
    ...made,
    facts,
    preview,
  });
}

/** Changes a draft and shows anew how its rows would come out. */
export async function redraftImport(
  engine: Engine,
  actor: Actor,
  id: string,
  wishes: Wishes,
): Promise<void> {
  const work = await reading(engine, actor);
  const state = await loadImport(work, id);
  if (state.status !== 'draft' || state.workId)
    throw new Refusal('conflict', 'this import has been started', { reason: 'started' });
  const path = engine.files.path(actor.workspace, state.fileKey);
  const asked = { ...readingIn(state.options), ...readingIn(wishes.options ?? {}) };
  const read =
    wishes.options && readingOptions.some((name) => wishes.options && name in wishes.options);
  const otherObject = wishes.object !== undefined && wishes.object !== state.object;
  // What was chosen for records of one kind says nothing about those of another.
  const { match: _match, objectBy: _objectBy, defaults: _defaults, ...lasting } = state.options;
  const options = {
    ...(otherObject ? lasting : state.options),
    ...(wishes.mapping && {
      match: matchFor(
        wishes.object ?? state.object,
        wishes.mapping,
        otherObject ? undefined : { match: state.options.match, mapping: state.mapping },
      ),
    }),
    ...wishes.options,
    ...defaultsIn(work, wishes.object ?? state.object, wishes.options),
  };
  let { facts } = state;
  let made: Made = {
    object: wishes.object ?? state.object,
    mapping: wishes.mapping ?? state.mapping,
    options: { ...usualOptions, ...options },
  };
  if (read || (otherObject && !wishes.mapping)) {
    const anew = await analyse(work.seen, path, state.fileName, {
      reading: asked,
      object: wishes.object ?? (otherObject ? undefined : state.object),
      mapping: wishes.mapping,
    });
    const sameColumns =
      anew.facts.columns.map((column) => column.name).join('\n') ===
      facts.columns.map((column) => column.name).join('\n');
    facts = anew.facts;
    const kept = wishes.mapping ?? (sameColumns && !otherObject ? state.mapping : undefined);
    made = complete(work, anew.suggestion, { ...wishes, mapping: kept, options }, asked);
  }
  check(work, made, facts);
  facts = await lookAgain(work.seen, path, state.fileName, facts, made.mapping);
  const preview = await previewOf(work, path, state.fileName, made, facts);
  await changeDraft(engine, actor, id, { ...made, facts, preview });
}

const readingIn = (options: Partial<ImportOptions>): ReadOptions =>
  Object.fromEntries(
    readingOptions.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );

type Made = Pick<ImportState, 'object' | 'mapping' | 'options'>;

function complete(work: Work, suggestion: Suggestion, wishes: Wishes, asked: ReadOptions): Made {
  const object = wishes.object ?? suggestion.object;
  const options: ImportOptions = {
    ...usualOptions,
    ...suggestion.options,
    ...(wishes.mapping && {
      match: matchFor(object, wishes.mapping, { ...suggestion.options, mapping: [] }),
    }),
    ...wishes.options,
    ...asked,
  };
  return {
    object,
    mapping: wishes.mapping ?? suggestion.mapping,
    options: { ...options, ...defaultsIn(work, object, options) },
  };
}

/**
 * Where nothing in the rows tells a record for sure, and a file of the same program has been imported before, its
 * records are recognised by their name and company: else all of them would be made once more.
 */
async function withNamesakes(
  work: Work,
  suggestion: Suggestion,
  { preset }: Facts,
): Promise<Suggestion> {
  const { mapping, options, object } = suggestion;
  const isSure = options.match.some((field) => mapping.some((entry) => entry.field === field));
  const known = Object.hasOwn(work.catalog.objects, object);
  if (
    isSure ||
    preset === null ||
    !known ||
    !namesakesOf(work.catalog, objectOf(work.catalog, object))
  )
    return suggestion;
  const { rows } = await work.connection.query(
    `select 1 from import_state s join "import" i on i.workspace_id = $1 and i.id = s.import_id
     where s.workspace_id = $1 and s.facts ->> 'preset' = $2 and i.object = $3 and i.status = 'done'
       and not exists (select 1 from change c where c.workspace_id = $1 and c.undoes = i.batch::uuid) limit 1`,
    [work.workspace.id, preset, object],
  );
  if (!rows.length) return suggestion;
  return { ...suggestion, options: { ...options, match: [...options.match, byTitle] } };
}

/** Values for everything come in by the API's own door. */
function defaultsIn(
  work: Work,
  object: string,
  { defaults }: Partial<ImportOptions> = {},
): Pick<ImportOptions, 'defaults'> {
  if (!defaults) return {};
  const importing = { actor: work.actor, inAction: 'import' };
  return { defaults: parseInput(objectOf(work.seen, object), defaults, null, importing) };
}

/** Refuses objects that may not be imported, and entries that lead nowhere. */
function check(work: Work, { object, mapping, options }: Made, facts: Facts): void {
  for (const name of objectsOf({ object, options })) {
    if (!Object.hasOwn(work.seen.objects, name))
      throw malformed('object', `there is no object '${name}'`);
    if (!mayImport(work, objectOf(work.seen, name)))
      throw new Refusal('forbidden', `you may not import ${name}`, {
        details: { verb: 'import', object: name },
      });
  }
  const columns = new Set(facts.columns.map((column) => column.name));
  const names = objectsOf({ object, options });
  for (const [at, entry] of mapping.entries()) {
    if (!columns.has(entry.column))
      throw malformed(`mapping.${at}.column`, `the file has no column '${entry.column}'`);
    if (entry.labelColumn !== undefined && !columns.has(entry.labelColumn))
      throw malformed(`mapping.${at}.labelColumn`, `the file has no column '${entry.labelColumn}'`);
    const objects = entry.object === undefined ? names : [entry.object];
    if (
      !objects.some(
        (name) =>
          Object.hasOwn(work.seen.objects, name) &&
          targetOf(work.seen, objectOf(work.seen, name), entry.field),
      )
    )
      throw malformed(`mapping.${at}.field`, `nothing can be imported into '${entry.field}'`);
  }
  checkChoices(work, object, options);
}

function checkChoices(
  work: Work,
  object: string,
  { match, owner, tags, objectBy }: ImportOptions,
): void {
  const known = objectsOf({
    object,
    options: { ...usualOptions, match: [], objectBy: objectBy ?? null },
  }).map((name) => objectOf(work.seen, name));
  for (const field of match)
    if (
      !known.some((one) =>
        field === byTitle ? namesakesOf(work.catalog, one) : one.fields[field]?.matches,
      )
    )
      throw malformed('options.match', `records are not recognised by '${field}'`);
  try {
    if (owner !== undefined) kinds.user.parse(owner, { kind: 'user' });
    if (tags !== undefined) kinds.tags.parse(tags, { kind: 'tags' });
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    throw malformed('options', problem.message);
  }
}

const malformed = (field: string, message: string): Refusal =>
  new Refusal('malformed', message, { errors: [{ field, code: 'malformed', message }] });

async function previewOf(
  work: Work,
  path: string,
  fileName: string,
  made: Made,
  facts: Facts,
): Promise<PreviewRow[]> {
  const file = await openFile(path, fileName, chosen(facts.reading));
  const plan = await planOf(work, { ...made, facts });
  return previewRows(work, plan, file.sample.slice(0, shownRows).map(readerOf(plan)));
}
