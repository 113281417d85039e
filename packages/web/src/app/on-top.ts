import { useEffect, useId, useSyncExternalStore } from 'react';
import { onQuestion, openQuestion } from '../ui/question.ts';

/** The dialogs that are open; each lies over those before it. */
let open: readonly string[] = [];
const listeners = new Set<() => void>();

function become(next: readonly string[]): void {
  open = next;
  for (const listener of listeners) listener();
}

const onOpen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Is Escape meant for this dialog: does no other one lie over it, and no question? Mantine's would all hear it. */
export function useIsOnTop(): boolean {
  const id = useId();
  const top = useSyncExternalStore(onOpen, () => open.at(-1));
  const question = useSyncExternalStore(onQuestion, openQuestion);
  useEffect(() => {
    become([...open, id]);
    return () => become(open.filter((one) => one !== id));
  }, [id]);
  return top === id && !question;
}
