import type { ComboboxStore } from '@mantine/core';
import { type KeyboardEvent, useEffect } from 'react';

interface Typed {
  store: ComboboxStore;
  typed: string;
  choices: readonly unknown[];
  /** The choices are those of what is typed; else they are still those from before. */
  isSettled: boolean;
}

/**
 * The first match is one Enter away. Until the choices are those of what is typed none is, and Enter waits for them:
 * it would take what happens to stand first, or send a form without what was typed.
 */
export function useFirstMatch({ store, typed, choices, isSettled }: Typed): {
  onEnter: (event: KeyboardEvent) => void;
} {
  const isOpen = store.dropdownOpened;
  useEffect(() => {
    if (!isOpen || !typed) return;
    if (isSettled) store.selectFirstOption();
    else store.resetSelectedOption();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [typed, choices, isOpen, isSettled]);
  return {
    onEnter(event) {
      if (event.key === 'Enter' && isOpen && typed && !isSettled) event.preventDefault();
    },
  };
}
