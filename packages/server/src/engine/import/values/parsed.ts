export type { DateOrder, DecimalMark } from '@relata/model';

/** What is wrong with a cell. `code` names a translation `import.<code>`, `values` fill it in. */
export interface Problem {
  code: string;
  message: string;
  values?: Record<string, string | number>;
}

/** A cell as a value; null for an empty one. With a problem there is no value: nothing is ever guessed. */
export type Parsed<T> =
  | { value: T | null; problem?: undefined }
  | { value?: undefined; problem: Problem };

/** At most this much of a cell is repeated in a message. */
const shown = 80;

export function problem(code: string, message: string, text: string): { problem: Problem } {
  const short = text.length > shown ? `${text.slice(0, shown)}…` : text;
  return { problem: { code, message: `${message}: ${short}`, values: { text: short } } };
}
