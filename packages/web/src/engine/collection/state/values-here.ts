import type { DescribedObject } from '@relata/client';

/** What a record that is made from here starts with: on the board of a pipeline, this pipeline. */
export function valuesHere(
  object: DescribedObject,
  pipeline: string | null | undefined,
): Record<string, unknown> | undefined {
  const parent = Object.values(object.fields).find((field) => field.of)?.of;
  return parent && pipeline ? { [parent]: pipeline } : undefined;
}
