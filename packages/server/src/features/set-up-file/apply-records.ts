import type { CatalogObject } from '@relata/model';
import { createMany } from '#engine/records/create.ts';
import { update } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { attempt } from './attempt.ts';
import { forTeams } from './for-teams.ts';
import {
  carriedFields,
  namesOf,
  type SetUp,
  setUpObjects,
  speaksOfOthers,
} from './export-set-up.ts';
import type { Json, SetUpFile, Step } from './file.ts';
import { resolved, sameJson } from './names.ts';

/** A record of the file, and what of it is not so here. */
interface Wanted {
  object: CatalogObject;
  token: string;
  changes: Json;
  /** In lists of people and teams these stay, by field. */
  people: ReadonlyMap<string, string[]>;
  step: Step;
}

/**
 * Adds and changes records in rounds: what names another waits until that is there, and what a rule refuses is tried
 * again once others have changed (one pipeline is the default before another no longer is).
 */
export async function applyRecords(
  work: Work,
  before: SetUp,
  records: SetUpFile['records'],
): Promise<{ steps: Step[]; ids: Map<string, string> }> {
  const ids = new Map(before.ids);
  const steps: Step[] = [];
  let waiting: Wanted[] = [];
  const known = setUpObjects(work.catalog);
  for (const name of Object.keys(records).filter((one) => !known.some((o) => o.name === one)))
    steps.push({
      ...{ of: 'record', object: name, name: '', does: 'refuse' },
      why: { code: 'set_up_object', values: { value: name } },
    });
  for (const object of known)
    for (const one of wantedOf(work, object, before, records[object.name] ?? [])) {
      steps.push(one.step);
      if (one.step.does === 'add' || one.step.does === 'change') waiting.push(one);
    }
  const refused = new Map<Wanted, NonNullable<Step['why']>>();
  for (;;) {
    const left: Wanted[] = [];
    for (const some of byObject(waiting)) left.push(...(await applySome(work, some, ids, refused)));
    if (left.length === waiting.length) break;
    waiting = left;
  }
  for (const one of waiting) Object.assign(one.step, { does: 'refuse', why: refused.get(one) });
  return { steps, ids };
}

function wantedOf(
  work: Work,
  object: CatalogObject,
  before: SetUp,
  forms: readonly Json[],
): Wanted[] {
  const carried = new Set(carriedFields(work.catalog, object).map(([name]) => name));
  return namesOf(object, forms).map((token, at) => {
    const form = forms[at] ?? {};
    const there = before.forms.get(token);
    const isNew = !before.ids.has(token);
    const changes = Object.fromEntries(
      Object.entries(form).filter(([name, value]) =>
        isNew ? value !== null : !sameJson(value, there?.[name]),
      ),
    );
    const parts = Object.keys(changes);
    const step: Step = {
      of: 'record',
      object: object.name,
      name: token.slice(object.name.length + 3, -2),
      does: isNew ? 'add' : parts.length ? 'change' : 'keep',
      ...(!isNew && parts.length && { parts }),
    };
    const strange = parts.find((name) => !carried.has(name));
    if (strange !== undefined)
      Object.assign(step, { does: 'refuse', why: { code: 'unknown_field', field: strange } });
    return { object, token, changes, people: before.people.get(token) ?? new Map(), step };
  });
}

const byObject = (waiting: Wanted[]): Wanted[][] => [
  ...Map.groupBy(waiting, (one) => one.object.name).values(),
];

/** New ones in one go where that is possible; gives those that could not be made yet. */
async function applySome(
  work: Work,
  some: Wanted[],
  ids: Map<string, string>,
  refused: Map<Wanted, NonNullable<Step['why']>>,
): Promise<Wanted[]> {
  const make = async (several: Wanted[]): Promise<void> => {
    const [first] = several;
    if (!first) return;
    const made = await createMany(
      work,
      first.object.name,
      several.map((one) => valuesOf(one, ids)),
    );
    for (const [at, { token }] of several.entries()) ids.set(token, made[at] ?? '');
  };
  const added = some.filter((one) => one.step.does === 'add');
  const isMade = added.length > 1 && (await attempt(work, () => make(added))) === null;
  const left: Wanted[] = [];
  for (const one of isMade ? some.filter(({ step }) => step.does !== 'add') : some) {
    const id = ids.get(one.token);
    const why = await attempt(work, async () => {
      if (id === undefined) return make([one]);
      const { everywhere } = await forTeams(work, one.object);
      return update(everywhere, one.object.name, id, valuesOf(one, ids));
    });
    if (!why) continue;
    refused.set(one, why);
    left.push(one);
  }
  return left;
}

function valuesOf(
  { object: { fields }, changes, people }: Wanted,
  ids: ReadonlyMap<string, string>,
): Json {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const field = fields[name];
      const said = field && speaksOfOthers(field) ? resolved(value, ids) : value;
      const staying = people.get(name) ?? [];
      return [name, staying.length ? [...(Array.isArray(said) ? said : []), ...staying] : said];
    }),
  );
}
