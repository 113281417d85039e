import type { AnyRecord, DescribedObject } from '@relata/client';

/** Somebody has changed a record on this page, and the server has taken it. */
export interface Step {
  object: DescribedObject;
  /** As it is now. */
  record: AnyRecord;
  /** The fields that they changed. */
  fields: readonly string[];
}

const listeners = new Set<(step: Step) => void>();

export const onStep = (listener: (step: Step) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function noteStep(step: Step): void {
  for (const listener of listeners) listener(step);
}
