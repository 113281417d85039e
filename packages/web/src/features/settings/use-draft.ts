import { useState } from 'react';
import { useUnsaved } from '../../app/use-unsaved.ts';

/**
 * What somebody types over settings as they are kept. A part that is kept anew, or taken back or changed elsewhere,
 * begins with that again; what was typed into the others stays. Whoever leaves it unsaved is asked first.
 *
 * @returns the draft; changes it; says that a draft has been saved: its parts are shown as they were kept, which need
 *   not be as they were typed
 */
export function useDraft<T extends object>(
  said: T,
): [T, (changes: Partial<T>) => void, (saved: T) => void] {
  const [typed, setTyped] = useState<Partial<T>>({});
  const [before, setBefore] = useState(said);
  const anew = changesIn(said, before);
  if (Object.keys(anew).length) {
    setBefore(said);
    setTyped(without(typed, anew));
  }
  const draft = { ...said, ...typed };
  useUnsaved(Object.keys(changesIn(draft, said)).length > 0);
  return [
    draft,
    (changes) => setTyped((now) => ({ ...now, ...changes })),
    (saved) => setTyped((now) => changesIn<Partial<T>>(now, saved)),
  ];
}

/** The parts that are not as they were, as they are now. */
export function changesIn<T extends object>(now: T, before: T): Partial<T> {
  const changes: Partial<T> = {};
  for (const part in now)
    if (JSON.stringify(now[part]) !== JSON.stringify(before[part])) changes[part] = now[part];
  return changes;
}

function without<T extends object>(typed: Partial<T>, gone: Partial<T>): Partial<T> {
  const left: Partial<T> = {};
  for (const part in typed) if (!(part in gone)) left[part] = typed[part];
  return left;
}
