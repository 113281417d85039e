import {
  type Action,
  type CatalogObject,
  type Field,
  type FieldError,
  FieldProblem,
  isId,
  isStoodIn,
  kinds,
  matches,
  mentions,
  objectOf,
  type RecordRef,
  Refusal,
} from '@relata/model';
import { checkInputLinks } from './records/check-links.ts';
import { keepMissing, keepThese, type Keeping } from './records/kept.ts';
import { refuseUnknown } from './records/parse-input.ts';
import { lockRecords, notThere, ownFields, refuseMissing } from './records/read.ts';
import { saveEach } from './records/save-each.ts';
import { demand, filterContext, type Work } from './work.ts';

/** What a domain action is given: the locked record, the checked input, the work that it is part of. */
export interface ActionCall {
  work: Work;
  object: CatalogObject;
  record: Record<string, unknown> & { id: string };
  input: Record<string, unknown>;
}

/** Gives the record to go on with, where that is another one. */
export type ActionHandler = (call: ActionCall) => Promise<RecordRef | void>;

/**
 * Performs an action of a record's object: reads the input, locks the record through what the actor may
 * reach, and checks that the action is available. The handler holds only what is special about it.
 */
export async function perform(
  work: Work,
  objectName: string,
  id: string,
  name: string,
  input: unknown,
): Promise<RecordRef | void> {
  const known = actionOf(work, objectName, name);
  const { object, action, handler } = known;
  if (!isId(id)) throw notThere();
  const given = await inputFor(work, known, input);
  const loaded = await lockRecords(work, object, {
    ids: [id.toLowerCase()],
    verb: verbOfAction(action),
    fields: fieldsFor(object, action),
  });
  const record = loaded.get(id.toLowerCase());
  if (!record) {
    await refuseMissing(work, object, [id]);
    throw notThere();
  }
  const call = { work, object, record: { ...record, id: id.toLowerCase() }, input: given };
  if (!isAvailable(call, action)) {
    for (const feature of work.engine.features)
      await feature.unavailable?.[`${objectName}.${name}`]?.(call);
    throw new Refusal('conflict', `'${name}' is not possible for this ${object.name} now`, {
      reason: 'not_available',
      details: { action: name },
    });
  }
  return inAction(work, name, () => handler(call));
}

/** An action for each of many records. */
export interface ManyActs {
  action: string;
  input?: Record<string, unknown> | undefined;
}

/**
 * Performs an action on many records. Those with which it is not possible now, or that the actor may not change, stay
 * and are named; what is wrong with the values of one refuses all, with everything that is missing. Gives how many.
 */
export async function performAll(
  work: Work,
  objectName: string,
  ids: readonly string[],
  { action: name, input }: ManyActs,
  keeping: Keeping,
): Promise<number> {
  const known = actionOf(work, objectName, name);
  const { object, action, handler } = known;
  const given = await inputFor(work, known, input);
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const loaded = await lockRecords(work, object, {
    ids: wanted,
    verb: verbOfAction(action),
    fields: fieldsFor(object, action),
  });
  await keepMissing(
    work,
    object,
    wanted.filter((id) => !loaded.has(id)),
    keeping,
  );
  const calls = [...loaded].map(([id, record]) => ({
    ...{ work, object, record: { ...record, id }, input: given },
  }));
  const { possible = [], not = [] } = Object.groupBy(calls, (call) =>
    isAvailable(call, action) ? 'possible' : 'not',
  );
  const message = `'${name}' is not possible now`;
  await keepThese(
    work,
    object,
    not.map(({ record }) => record.id),
    keeping,
    { field: '', code: 'not_available', message },
  );
  const refused = await saveEach(work, possible, async (some) => {
    for (const call of some) await inAction(work, name, () => handler(call));
  });
  const wrong = [...refused.values()].filter(({ code }) => code === 'invalid');
  const [first] = wrong;
  if (first)
    throw new Refusal('invalid', first.message, { errors: wrong.flatMap(({ errors }) => errors) });
  for (const [{ record }, { errors, message: why }] of refused)
    await keepThese(work, object, [record.id], keeping, {
      ...{ field: '', code: 'not_available', message: why },
      ...errors[0],
    });
  return possible.length - refused.size;
}

interface Known {
  object: CatalogObject;
  action: Action;
  handler: ActionHandler;
}

function actionOf(work: Work, objectName: string, name: string): Known {
  const object = objectOf(work.catalog, objectName);
  const action = Object.hasOwn(object.actions, name) ? object.actions[name] : undefined;
  const handler = work.engine.features
    .map((feature) => feature.actions?.[`${objectName}.${name}`] ?? feature.actions?.[`*.${name}`])
    .find(Boolean);
  if (!action || !handler) throw notThere();
  return { object, action, handler };
}

async function inputFor(
  work: Work,
  { object, action }: Known,
  input: unknown,
): Promise<Record<string, unknown>> {
  demand(work, action.needs, object);
  const given = parseActionInput(action.input, input);
  await checkInputLinks(work, action.input, given);
  return given;
}

/** What is made of a record, or taken by whoever comes first, has to be seen alone. */
export const verbOfAction = ({ needs, ofSeen }: Action): 'read' | 'update' | 'delete' =>
  ofSeen || needs === 'create' ? 'read' : needs;

/** The record's own fields, and the lists by which the action is available. */
const fieldsFor = (object: CatalogObject, { availableWhen }: Action): string[] => [
  ...ownFields(object),
  ...mentions(availableWhen ?? {}),
];

const isAvailable = ({ work, object, record }: ActionCall, { availableWhen }: Action): boolean =>
  !availableWhen || matches(availableWhen, record, object.name, work.catalog, filterContext(work));

async function inAction<T>(work: Work, name: string, task: () => Promise<T>): Promise<T> {
  const before = work.inAction;
  work.inAction = name;
  try {
    return await task();
  } finally {
    work.inAction = before;
  }
}

function parseActionInput(
  fields: CatalogObject['fields'],
  input: unknown,
): Record<string, unknown> {
  const given = input ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw new Refusal('malformed', 'the input is an object of fields');
  const errors: FieldError[] = [];
  refuseUnknown(fields, given);
  const read = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      readOne(name, field, (given as Record<string, unknown>)[name], errors),
    ]),
  );
  const missing = errors.filter(
    ({ field, code }) => code !== 'required' || !isStoodIn(fields, read, field),
  );
  if (missing.length) throw new Refusal('invalid', missing[0]?.message ?? '', { errors: missing });
  return read;
}

function readOne(name: string, field: Field, given: unknown, errors: FieldError[]): unknown {
  try {
    const value = kinds[field.kind].parse(given ?? null, field);
    if (value === null && field.required)
      errors.push({ field: name, code: 'required', message: `${name} must be filled` });
    return value;
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    errors.push({
      field: name,
      code: problem.code,
      message: problem.message,
      values: problem.values,
    });
    return null;
  }
}
