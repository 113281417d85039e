/** A wish to filter by a field, from wherever on the page: the filter button opens with a condition for it. */
type Listener = (path: string | null) => void;

const listeners = new Set<Listener>();

export function askFilter(path: string | null = null): void {
  for (const listener of listeners) listener(path);
}

export const onAskFilter = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
