import type { RecordRef } from '../kind-values.ts';
import { isId } from '../notation.ts';
import { asList, FieldProblem, type Kind, operatorsOf } from './kind.ts';

/** Id of one other record. An expanded record (as `include` gives it) is taken by its id. */
export const link: Kind<string> = {
  scalar: 'id',
  operators: operatorsOf.choice,
  parse(input) {
    const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : input;
    if (id === null || id === '') return null;
    if (!isId(id)) throw new FieldProblem('id', 'takes the id of a record');
    return id.toLowerCase();
  },
  scalars: (value) => [String(value)],
  operand: (value) => String(value).toLowerCase(),
  part: (part) => part,
  print: (value) => value,
};

export const user: Kind<string> = {
  ...link,
  scalar: 'user',
  operand: (value, { me }) => (value === '@me' ? me : String(value).toLowerCase()),
};

const idOf = (one: string | RecordRef): string => (typeof one === 'string' ? one : one.id);

/** Ids of other records; `{object, id}` where they may be of any object. */
export const links: Kind<(string | RecordRef)[]> = {
  ...link,
  operators: operatorsOf.list,
  parse(input, field) {
    const seen = new Map<string, string | RecordRef>();
    for (const [i, entry] of asList(input, field.max ?? 1000).entries()) {
      const given =
        typeof entry === 'object' && entry !== null ? (entry as Partial<RecordRef>) : { id: entry };
      if (!isId(given.id)) throw new FieldProblem('id', 'takes ids of records', {}, String(i));
      const id = given.id.toLowerCase();
      if (field.to !== '*') seen.set(id, id);
      else if ('object' in given && typeof given.object === 'string')
        seen.set(id, { object: given.object, id });
      else throw new FieldProblem('reference', 'takes {object, id}', {}, String(i));
    }
    return seen.size ? [...seen.values()] : null;
  },
  scalars: (value) => (value as (string | RecordRef)[]).map(idOf),
  print: (value) => value.map(idOf).join(', '),
};

/** People and teams, by their ids; `@me` in a condition is whoever asks. */
export const audience: Kind<string[]> = {
  ...user,
  operators: operatorsOf.list,
  parse(input, field) {
    const ids = asList(input, field.max ?? 200).map((entry, i) => {
      if (!isId(entry))
        throw new FieldProblem('id', 'takes ids of people and teams', {}, String(i));
      return entry.toLowerCase();
    });
    return ids.length ? [...new Set(ids)] : null;
  },
  scalars: (value) => value as string[],
  print: (value) => value.join(', '),
};

export const files: Kind<string[]> = {
  ...link,
  operators: operatorsOf.list,
  parse(input, field) {
    const ids = asList(input, field.max ?? 50).map((entry, i) => {
      if (!isId(entry)) throw new FieldProblem('id', 'takes ids of files', {}, String(i));
      return entry.toLowerCase();
    });
    return ids.length ? [...new Set(ids)] : null;
  },
  scalars: (value) => value as string[],
  print: (value) => value.join(', '),
};
