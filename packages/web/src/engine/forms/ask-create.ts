import type { AnyRecord } from '@relata/client';

/** A wish to create a record, from wherever on the page. */
export interface CreateWish {
  /** Name of the object. */
  object: string;
  /** What somebody typed into a search that found nothing: becomes the name. */
  typed?: string | undefined;
  /** Fields that are filled in already: the company whose page it is. */
  values?: Record<string, unknown> | undefined;
}

export interface OpenWish extends CreateWish {
  /** Tells one wish from the next. */
  number: number;
  answer: (made: AnyRecord | null) => void;
}

let open: OpenWish[] = [];
let count = 0;
const listeners = new Set<() => void>();

function become(next: OpenWish[]): void {
  open = next;
  for (const listener of listeners) listener();
}

/**
 * Opens the dialog in which a record is created; it may lie over another one. Answers the first record that was saved,
 * null where it was closed without.
 */
export function askCreate(wish: CreateWish): Promise<AnyRecord | null> {
  return new Promise((resolve) => {
    const number = ++count;
    const answer = (made: AnyRecord | null) => {
      become(open.filter((one) => one.number !== number));
      resolve(made);
    };
    become([...open, { ...wish, number, answer }]);
  });
}

export const openWishes = (): OpenWish[] => open;

export const onWishes = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
