import type { DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';

/** What is to leave: what a list shows, or the records of it that somebody picked. */
export type Exported = About & ({ filter: Filter; q: string } | { ids: readonly string[] });

interface About {
  object: DescribedObject;
  sort: string;
  /** Names of the columns that are shown now. */
  columns: readonly string[];
  /** How many there are, as far as that is known. */
  count?: { number: number; isLowerBound: boolean } | undefined;
  isSelection: boolean;
}

type Asking = Exported | null;

let asking: Asking = null;
const listeners = new Set<() => void>();

function become(next: Asking): void {
  asking = next;
  for (const listener of listeners) listener();
}

/** Opens the export dialog. */
export const askExport = (exported: Exported): void => become(exported);

export const endExport = (): void => become(null);

export const exportAsked = (): Asking => asking;

export const onExportAsked = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
