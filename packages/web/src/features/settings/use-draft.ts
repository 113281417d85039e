import { useState } from 'react';
import { useUnsaved } from '../../app/use-unsaved.ts';

/**
 * What somebody types over settings as they are kept. A part that is kept anew, or taken back or changed elsewhere,
 * begins with that again; what was typed into the others stays. Whoever leaves it unsaved is asked first.
 */
export function useDraft<T extends object>(said: T): [T, (changes: Partial<T>) => void] {
  const [draft, setDraft] = useState(said);
  const [before, setBefore] = useState(said);
  const anew = changesIn(said, before);
  if (Object.keys(anew).length) {
    setBefore(said);
    setDraft({ ...draft, ...anew });
  }
  useUnsaved(Object.keys(changesIn(draft, said)).length > 0);
  return [draft, (changes) => setDraft((now) => ({ ...now, ...changes }))];
}

/** The parts that are not as they were, as they are now. */
export function changesIn<T extends object>(now: T, before: T): Partial<T> {
  const changes: Partial<T> = {};
  for (const part in now)
    if (JSON.stringify(now[part]) !== JSON.stringify(before[part])) changes[part] = now[part];
  return changes;
}
