import { FieldProblem, type Kind, operatorsOf } from './kind.ts';

/** Free structure, for machines; 100 kB at most. */
export const json: Kind<unknown> = {
  scalar: 'text',
  operators: operatorsOf.none,
  parse(input) {
    if (input === null || input === undefined) return null;
    if (JSON.stringify(input).length > 100_000) throw new FieldProblem('too_long', 'at most 100 kB', { max: 100_000 });
    return input;
  },
  scalars: (value) => [JSON.stringify(value)],
  operand: (value) => String(value),
  part: (part) => part,
  print: (value) => JSON.stringify(value),
};
