import { useSyncExternalStore } from 'react';

/** A note that was begun and is not saved yet. */
export interface NoteDraft {
  body: string;
  category: unknown;
  /** What the firm wants of a note beside that, as it was asked when it was saved: saved again, it is the same note. */
  filled: Record<string, unknown>;
  /** While it is being saved, which may wait for the server. */
  saving: AbortController | null;
  /** Under it the server saves it once, however often it is told to: one that was given up may be saved already. */
  key: string;
}

const empty: NoteDraft = { body: '', category: 'note', filled: {}, saving: null, key: '' };

/** By record: coming back to its page brings them back. */
const drafts = new Map<string, NoteDraft>();
const listeners = new Set<() => void>();

const onDrafts = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const draftOf = (id: string): NoteDraft => drafts.get(id) ?? empty;

export const useNoteDraft = (id: string): NoteDraft =>
  useSyncExternalStore(onDrafts, () => draftOf(id));

export function changeDraft(id: string, changes: Partial<Omit<NoteDraft, 'key'>>): void {
  const before = draftOf(id);
  const next = { ...before, ...changes };
  const isOther = next.body !== before.body || next.category !== before.category;
  drafts.set(id, isOther ? { ...next, filled: {}, key: newKey() } : next);
  for (const listener of listeners) listener();
}

export function dropDraft(id: string): void {
  drafts.delete(id);
  for (const listener of listeners) listener();
}

/** Whoever closes the page is asked first while a note is begun; a page that renews itself waits for its end. */
export function keepDrafts(): void {
  window.addEventListener('beforeunload', (event) => {
    if (drafts.values().some(({ body }) => body.trim())) event.preventDefault();
  });
}

const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16)).join('-');
