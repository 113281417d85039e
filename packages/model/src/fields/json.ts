import { FieldProblem, type Kind, operatorsOf } from './kind.ts';

/** Escapes of NUL and of halves of characters, which a `jsonb` column refuses; an escaped backslash before `u` is none. */
export const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Free structure, for machines; 100 kB at most. */
export const json: Kind<unknown> = {
  scalar: 'text',
  operators: operatorsOf.none,
  parse(input) {
    if (input === null || input === undefined) return null;
    const written = JSON.stringify(input);
    if (written.length > 100_000)
      throw new FieldProblem('too_long', 'at most 100 kB', { max: 100_000 });
    if (unstorable.test(written))
      throw new FieldProblem('json', 'holds characters that cannot be stored');
    return input;
  },
  scalars: (value) => [JSON.stringify(value)],
  operand: (value) => String(value),
  part: (part) => part,
  print: (value) => JSON.stringify(value),
};
