import type { Field } from '@relata/model';

/** Values to choose from: without those that the workspace has hidden, unless the record has them. */
export const offered = (
  { options = [] }: Pick<Field, 'options'>,
  held: readonly string[],
): string[] =>
  options.flatMap((one) => (one.hidden && !held.includes(one.value) ? [] : [one.value]));
