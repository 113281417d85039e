import { loadWorkspace } from '#engine/catalog/workspaces.ts';
import { parse } from '#engine/api/parse.ts';
import type { Work } from '#engine/work.ts';
import { addField, changeField, fieldChanges, newField } from '#features/custom-fields/index.ts';
import {
  addObject,
  changeObject,
  newObject,
  objectChanges,
} from '#features/custom-objects/index.ts';
import { applyRecords } from './apply-records.ts';
import { attempt } from './attempt.ts';
import { exportSetUp, groupsOf, type SetUp } from './export-set-up.ts';
import type { Json, SetUpFile, Step } from './file.ts';
import { resolved, sameJson, Unknown } from './names.ts';

/**
 * Brings a workspace to where the file is: what is missing is added, what differs is changed, what the file does not
 * name stays. What is refused is left alone and told; the rest is one batch.
 */
export async function applySetUp(work: Work, file: SetUpFile): Promise<Step[]> {
  const before = await exportSetUp(work);
  const later: Later = [];
  const steps: Step[] = [
    await applySettings(work, before, 'workspace', file.workspace),
    ...(await applyObjects(work, before, file.objects, later)),
    ...(await applyFields(work, before, file.fields, later)),
  ];
  // Views that came with an object have followed its name by now.
  const renamed = await exportSetUp(work);
  const { steps: ofRecords, ids } = await applyRecords(work, renamed, file.records);
  for (const { step, task } of later) {
    const why = await attempt(work, () => task(ids));
    await renew(work);
    if (why) Object.assign(step, { does: 'refuse', why });
  }
  // These name entries of lists and sections of pages, which are there by now.
  const settings: Step[] = [];
  for (const [group, wanted] of Object.entries(file.settings))
    settings.push(await applySettings(work, before, group, wanted));
  return [...steps, ...ofRecords, ...settings];
}

/** What can be said only once everything is there that it may name. */
type Later = { step: Step; task: (ids: ReadonlyMap<string, string>) => Promise<unknown> }[];

/** Everything after a change of definitions goes by the new ones. */
async function renew(work: Work): Promise<void> {
  const { workspace, catalog } = await loadWorkspace(work.connection.query, work.workspace.id);
  Object.assign(work, { workspace, catalog, seen: catalog });
}

/** Members that say something else than what is there. */
const differing = (wanted: Json, known: Json): Json =>
  Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !sameJson(value, known[name])),
  );

function stepOf(of: Step['of'], object: string | null, name: string, parts: Json, isNew: boolean) {
  const names = Object.keys(parts);
  const does = isNew ? 'add' : names.length ? 'change' : 'keep';
  const step: Step = { of, object, name, does };
  return does === 'change' ? { ...step, parts: names } : step;
}

async function applySettings(
  work: Work,
  before: SetUp,
  group: string,
  wanted: Json,
): Promise<Step> {
  const { workspace, settings } = before.file;
  const known = group === 'workspace' ? workspace : settings[group];
  const changes = differing(wanted, known ?? {});
  const step = stepOf('settings', null, group, changes, false);
  if (step.does === 'keep') return step;
  const why = await attempt(work, async () => {
    const [, found] = groupsOf(work).find(([name]) => name === group) ?? [];
    const foreign = Object.keys(changes).find((name) => !found?.carried?.includes(name));
    if (!found || foreign !== undefined) throw new Unknown(foreign ?? group);
    await found.change(work, changes);
  });
  await renew(work);
  return why ? { ...step, does: 'refuse', why } : step;
}

async function applyObjects(
  work: Work,
  before: SetUp,
  wanted: SetUpFile['objects'],
  later: Later,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { name, plural, ...parts } of wanted) {
    const known = before.file.objects.find((one) => one.name === name);
    const isNew = plural !== undefined && !known;
    const changes = differing(parts, known ?? {});
    const step = stepOf('object', name, name, changes, isNew);
    steps.push(step);
    const { label, icon, ...rest } = changes;
    if (isNew || label !== undefined) {
      const why = await attempt(work, () =>
        isNew
          ? addObject(work, parse(newObject, { name, plural, label, icon }))
          : changeObject(work, name, parse(objectChanges, { label })),
      );
      await renew(work);
      if (why) Object.assign(step, { does: 'refuse', why });
    }
    const said = isNew || icon === undefined ? rest : { ...rest, icon };
    if (step.does !== 'refuse' && Object.keys(said).length)
      later.push({
        step,
        task: async (ids) => changeObject(work, name, parse(objectChanges, resolved(said, ids))),
      });
  }
  return steps;
}

/** These look at fields, stages, teams or roles that may not be there yet. */
const looking = ['requiredWhen', 'requiredFrom', 'readOnlyWhen', 'showWhen', 'seenBy', 'changedBy'];

async function applyFields(
  work: Work,
  before: SetUp,
  wanted: SetUpFile['fields'],
  later: Later,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { object, name, kind, to, ...given } of wanted) {
    const known = before.file.fields.find((one) => one.object === object && one.name === name);
    const parts = withOptionsOf(known, given);
    const changes = differing(parts, known ?? {});
    const isNew = kind !== undefined && !known;
    const step = stepOf('field', object, name, changes, isNew);
    steps.push(step);
    if (known && (known['kind'] !== kind || known['to'] !== to)) {
      Object.assign(step, { does: 'refuse', why: { code: 'set_up_kind', field: name } });
      continue;
    }
    const waiting = Object.entries(changes).filter(([part]) => looking.includes(part));
    const atOnce = Object.fromEntries(
      Object.entries(changes).filter(([part]) => !looking.includes(part)),
    );
    if (isNew) {
      const field = { object, name, kind, ...(to !== undefined && { to }), ...atOnce };
      const why = await attempt(work, () => addField(work, parse(newField, field)));
      await renew(work);
      if (why) Object.assign(step, { does: 'refuse', why });
    }
    const said = isNew ? Object.fromEntries(waiting) : changes;
    if (step.does !== 'refuse' && Object.keys(said).length)
      later.push({
        step,
        task: async (ids) =>
          changeField(work, `${object}.${name}`, parse(fieldChanges, resolved(said, ids))),
      });
  }
  return steps;
}

/** Options that are there and that the file does not name stay, behind its own. */
function withOptionsOf(known: Json | undefined, given: Json): Json {
  const { options } = given;
  const there = known?.['options'];
  if (!Array.isArray(options) || !Array.isArray(there)) return given;
  const valueOf = (one: unknown) =>
    typeof one === 'object' && one !== null && 'value' in one ? one.value : one;
  const own = new Set(options.map(valueOf));
  return { ...given, options: [...options, ...there.filter((one) => !own.has(valueOf(one)))] };
}
