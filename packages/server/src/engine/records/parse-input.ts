import {
  type CatalogObject,
  type Field,
  type FieldError,
  fieldOf,
  FieldProblem,
  type Fields,
  kinds,
  listChangeIn,
  objectOf,
  Refusal,
  withListChange,
} from '@relata/model';
import type { Work } from '../work.ts';
import { same } from './draft.ts';

/**
 * Reads the fields that a caller gave, by their definitions; of lists also what is added and taken out. Unknown
 * names are refused, and so is writing what only the engine or an action writes, unless it says what is there already.
 */
export function parseInput(
  object: CatalogObject,
  input: unknown,
  before: Record<string, unknown> | null,
  work: Pick<Work, 'actor' | 'inAction'>,
): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Refusal('malformed', 'a record is an object of fields');
  const changes: Record<string, unknown> = {};
  refuseUnknown(object.fields, input);
  const errors: FieldError[] = [];
  for (const [name, given] of Object.entries(input)) {
    const field = fieldOf(object, name);
    try {
      const change = listChangeIn(field, given);
      const whole = change ? withListChange(field, before?.[name], change) : (given ?? null);
      const value = kinds[field.kind].parse(whole, field);
      if (!writable(field, work)) {
        if (before && same(value, before[name] ?? null)) continue;
        const code = field.writtenBy === 'system' ? 'read_only' : 'use_action';
        errors.push({
          field: name,
          code,
          message: code === 'read_only' ? 'cannot be written' : 'is changed by an action',
        });
        continue;
      }
      changes[name] = value;
    } catch (problem) {
      if (!(problem instanceof FieldProblem)) throw problem;
      errors.push({
        field: problem.at ? `${name}.${problem.at}` : name,
        code: problem.code,
        message: problem.message,
        values: problem.values,
      });
    }
  }
  if (errors.length)
    throw new Refusal('invalid', errors[0]?.message ?? 'some fields are wrong', { errors });
  return changes;
}

/** Names all members that are no fields: nothing is taken along that nobody has declared. */
export function refuseUnknown(fields: Fields, given: object): void {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  if (!unknown.length) return;
  throw new Refusal('malformed', `unknown fields: ${unknown.join(', ')}`, {
    errors: unknown.map((field) => ({
      field,
      code: 'unknown_field',
      message: `there is no field '${field}'`,
    })),
  });
}

/** An object as callers may write it; what an action does is not limited by what the person sees. */
export const writableIn = ({ catalog, seen, inAction }: Work, object: string): CatalogObject =>
  objectOf(inAction === null || inAction === 'import' ? seen : catalog, object);

/** What the engine keeps only system work writes; what actions change only they, or system work. */
function writable(field: Field, { actor, inAction }: Pick<Work, 'actor' | 'inAction'>): boolean {
  if (!field.writtenBy || actor.kind === 'system') return true;
  return field.writtenBy === 'actions' && inAction !== null;
}
