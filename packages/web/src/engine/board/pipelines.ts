import type { AnyRecord } from '@relata/client';

/** Stages are those of one pipeline; by dates, all of them lie beside each other unless somebody chooses. */
export function chosenPipeline(
  pipelines: readonly AnyRecord[],
  wanted: string | null,
  mayBeAll: boolean,
): string | null {
  const named = pipelines.find((one) => one.id === wanted);
  if (mayBeAll) return named?.id ?? null;
  const chosen = named ?? pipelines.find((one) => one['isDefault'] === true) ?? pipelines[0];
  return chosen?.id ?? null;
}
