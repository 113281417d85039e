import { fold } from '@relata/model';

/** A stage, as far as moving goes. */
export interface Stop {
  id: string;
  title: string;
  /** `open`, `won`, `lost`: what is open stays open, and what has ended has ended the same way. */
  means: string;
}

/** Where records of a stage may go: to what means the same. Without such a stage they stay. */
export const choicesFor = <S extends Stop>(from: Stop, target: readonly S[]): readonly S[] =>
  target.filter(({ means }) => means === from.means);

/**
 * The stage of another pipeline that most likely stands for one of this: by its name, else the one as far along
 * among those that mean the same.
 */
export function propose<S extends Stop>(
  from: Stop,
  source: readonly Stop[],
  choices: readonly S[],
): S | undefined {
  const namesake = choices.find(({ title }) => fold(title) === fold(from.title));
  if (namesake) return namesake;
  const alike = source.filter(({ means }) => means === from.means);
  const last = alike.length - 1;
  const at = last > 0 ? alike.findIndex(({ id }) => id === from.id) / last : 0;
  return choices[Math.round(Math.max(0, at) * (choices.length - 1))];
}

/** By the id of each stage the one that takes its place. */
export const replacing = (stages: Record<string, { id: string }>): Record<string, string> =>
  Object.fromEntries(Object.entries(stages).map(([from, { id }]) => [from, id]));
