import { useEffect } from 'react';
import { undoLast } from '../../data/undo.ts';
import { openPalette } from '../../engine/palette/open-palette.ts';

/** Keys that work on every page. Nothing happens while somebody types, or while a dialog is open. */
export function useShortcuts(does: { help: () => void; create: () => void }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (isTyping(target) || document.querySelector('[role=dialog][aria-modal=true]')) return;
      if (isCommand && event.key.toLowerCase() === 'z' && !event.shiftKey) {
        event.preventDefault();
        void undoLast();
        return;
      }
      if (isCommand || event.altKey) return;
      const actions: Record<string, () => void> = { '?': does.help, c: does.create, '/': search };
      const action = actions[event.key] ?? forList(event) ?? forRecord(event);
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

/** Keys of the table work wherever on the page one is: it takes the focus, and then the key. */
function forList(event: KeyboardEvent): (() => void) | undefined {
  const list = document.querySelector<HTMLElement>('[role=grid][aria-rowcount]');
  if (!list || !['j', 'k', 'x', 'X'].includes(event.key)) return undefined;
  return () => {
    list.focus({ preventScroll: true });
    list.dispatchEvent(
      new KeyboardEvent('keydown', { key: event.key, shiftKey: event.shiftKey, bubbles: true }),
    );
  };
}

/** Of the record that is open: on its page, or beside a list. */
function forRecord({ key }: KeyboardEvent): (() => void) | undefined {
  const button = key === 'f' && document.querySelector<HTMLElement>('[data-follow]');
  return button ? () => button.click() : undefined;
}

function search(): void {
  const box = document.querySelector<HTMLInputElement>('[data-search-box]');
  if (box) box.focus();
  else openPalette();
}

const isTyping = (target: HTMLElement | null): boolean =>
  target !== null &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !isBox(target);

/** A ticked box is an input, but nobody types into it. */
const isBox = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type);
