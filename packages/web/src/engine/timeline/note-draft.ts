import { useSyncExternalStore } from 'react';

/** A note that was begun and is not saved yet. */
export interface NoteDraft {
  body: string;
  category: unknown;
  /** While it is being saved, which may wait for the server. */
  saving: AbortController | null;
}

const empty: NoteDraft = { body: '', category: 'note', saving: null };

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

export function changeDraft(id: string, changes: Partial<NoteDraft>): void {
  drafts.set(id, { ...draftOf(id), ...changes });
  for (const listener of listeners) listener();
}

export function dropDraft(id: string): void {
  drafts.delete(id);
  for (const listener of listeners) listener();
}
