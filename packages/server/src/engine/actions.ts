import {
  type CatalogObject,
  type Field,
  type FieldError,
  FieldProblem,
  isId,
  kinds,
  matches,
  objectOf,
  Refusal,
} from '@relata/model';
import { checkInputLinks } from './records/check-links.ts';
import { refuseUnknown } from './records/parse-input.ts';
import { lockRecords, notThere, ownFields, refuseMissing } from './records/read.ts';
import { demand, filterContext, type Work } from './work.ts';

/** What a domain action is given: the locked record, the checked input, the work that it is part of. */
export interface ActionCall {
  work: Work;
  object: CatalogObject;
  record: Record<string, unknown> & { id: string };
  input: Record<string, unknown>;
}

export type ActionHandler = (call: ActionCall) => Promise<void>;

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
): Promise<void> {
  const object = objectOf(work.catalog, objectName);
  const action = Object.hasOwn(object.actions, name) ? object.actions[name] : undefined;
  const handler = work.engine.features
    .map((feature) => feature.actions?.[`${objectName}.${name}`] ?? feature.actions?.[`*.${name}`])
    .find(Boolean);
  if (!action || !handler || !isId(id)) throw notThere();
  demand(work, action.needs, object);
  const given = parseActionInput(action.input, input);
  await checkInputLinks(work, action.input, given);
  const loaded = await lockRecords(work, object, {
    ids: [id.toLowerCase()],
    verb: action.ofSeen ? 'read' : action.needs,
    fields: ownFields(object),
  });
  const record = loaded.get(id.toLowerCase());
  if (!record) {
    await refuseMissing(work, object, [id]);
    throw notThere();
  }
  const call = { work, object, record: { ...record, id: id.toLowerCase() }, input: given };
  if (
    action.availableWhen &&
    !matches(action.availableWhen, record, objectName, work.catalog, filterContext(work))
  ) {
    for (const feature of work.engine.features)
      await feature.unavailable?.[`${objectName}.${name}`]?.(call);
    throw new Refusal('conflict', `'${name}' is not possible for this ${object.name} now`, {
      reason: 'not_available',
      details: { action: name },
    });
  }
  const before = work.inAction;
  work.inAction = name;
  await handler(call);
  work.inAction = before;
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
  if (errors.length) throw new Refusal('invalid', errors[0]?.message ?? '', { errors });
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
