import type { Field } from '../field.ts';
import { fold } from '../fold.ts';
import { asList, asText, FieldProblem, type Kind, operatorsOf } from './kind.ts';

function option(input: unknown, field: Field, at = ''): string | null {
  const value = asText(input, 200, at)?.trim() ?? null;
  if (value === null || field.open || field.options?.some((known) => known.value === value))
    return value;
  const known = (field.options ?? []).map((one) => one.value).join(', ');
  throw new FieldProblem('option', `must be one of ${known}`, { options: known }, at);
}

export const boolean: Kind<boolean> = {
  scalar: 'boolean',
  operators: operatorsOf.boolean,
  parse(input) {
    if (input === null || input === '') return null;
    if (typeof input !== 'boolean') throw new FieldProblem('boolean', 'must be true or false');
    return input;
  },
  scalars: (value) => [Boolean(value)],
  operand: (value) => Boolean(value),
  part: (part) => part,
  print: (value, _field, { yes, no }) => (value ? yes : no),
};

export const select: Kind<string> = {
  scalar: 'text',
  operators: operatorsOf.choice,
  parse: (input, field) => option(input, field),
  scalars: (value) => [String(value)],
  operand: (value) => String(value),
  part: fold,
  print: (value, _field, context) => context.option(value),
};

const unique = (values: string[]) => [...new Set(values)];

export const multiSelect: Kind<string[]> = {
  scalar: 'text',
  operators: operatorsOf.list,
  parse(input, field) {
    const values = asList(input, field.max ?? 100).map((one, i) => option(one, field, String(i)));
    const given = unique(values.filter((value) => value !== null));
    return given.length ? given : null;
  },
  scalars: (value) => value as string[],
  operand: (value) => String(value),
  part: fold,
  print: (value, _field, context) => value.map(context.option).join(', '),
};

/** Names of tags; case is kept, but `VIP` and `vip` are one tag. */
export const tags: Kind<string[]> = {
  ...multiSelect,
  parse(input, field) {
    const seen = new Map<string, string>();
    for (const [i, one] of asList(input, field.max ?? 100).entries()) {
      const name = asText(typeof one === 'string' ? one.trim() : one, 80, String(i));
      if (name === null) throw new FieldProblem('text', 'a tag has a name', {}, String(i));
      if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
    }
    return seen.size ? [...seen.values()] : null;
  },
  print: (value) => value.join(', '),
};
