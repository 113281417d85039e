import { fold } from '../fold.ts';
import { asText, type Kind, operatorsOf } from './kind.ts';

/** One line; blanks around it are cut, line breaks become blanks. */
export const text: Kind<string> = {
  scalar: 'text',
  operators: operatorsOf.text,
  parse: (input, field) =>
    asText(typeof input === 'string' ? oneLine(input) : input, field.max ?? 250),
  scalars: (value) => (value === '' ? [] : [String(value)]),
  operand: (value) => String(value),
  part: fold,
  print: (value) => value,
};

/** Split rather than replaced: an expression for the blanks around a line break takes quadratic time on long blanks. */
const oneLine = (input: string): string =>
  input
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');

/** Several lines, kept as written. */
export const longText: Kind<string> = {
  ...text,
  operators: operatorsOf.longText,
  parse: (input, field) => asText(input, field.max ?? 100_000),
};
