/** A short word at the edge of the page. */
export interface Toast {
  id: string;
  text: string;
  tone: 'plain' | 'problem';
  /** The one thing that can be done about it. */
  action?: { label: string; run: () => void };
  /** Milliseconds that it stays. */
  lasts: number;
}

const most = 4;
let shown: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function become(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a toast; one with an id takes the place of the one before with the same. */
export function toast(given: Omit<Toast, 'id'> & { id?: string }): void {
  const id = given.id ?? `toast-${++count}`;
  become([...shown.filter((one) => one.id !== id), { ...given, id }].slice(-most));
}

export const dismiss = (id: string): void => become(shown.filter((one) => one.id !== id));

export const toasts = (): readonly Toast[] => shown;

export const onToasts = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
