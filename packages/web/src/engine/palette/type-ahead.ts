/**
 * Collects what is typed between asking for the palette and its box having the focus: fast fingers lose nothing, and
 * their letters are not taken for shortcuts. `onText` is told all of it, with every key.
 */
export function catchTyping(onText: (text: string) => void): void {
  let text = '';
  /** Of the last time, on its way out. */
  const last = document.querySelector('[data-palette-box]');
  const onKeyDown = (event: KeyboardEvent) => {
    if (
      event.target !== last &&
      event.target instanceof Element &&
      event.target.matches('[data-palette-box]')
    ) {
      stop();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') {
      const first = document.querySelector<HTMLElement>('[data-action][data-selected]');
      if (first) stop();
      first?.click();
    }
    if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else return;
    onText(text);
  };
  const stop = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, true);
  };
  // Should the palette never come, the keyboard is given back.
  const timer = setTimeout(stop, 5000);
  window.addEventListener('keydown', onKeyDown, true);
}
