/** As many places as may have gone with a dialog, its menu and what opened that. */
const remembered = 20;

/**
 * The keyboard goes on where it left off, in the whole app (WCAG 2.4.3). A button that may not be pressed for a
 * moment, because what it does is on its way or is done, keeps the focus while it has it; and where a dialog goes,
 * the focus goes back to what had it before. Browsers would drop it onto the page both times, and Mantine gives it
 * back only from dialogs that stay in the document while they are closed, which ours do not.
 */
export function keepFocus(): void {
  const places: HTMLElement[] = [];
  /** The one that is kept from being disabled. */
  let held: HTMLButtonElement | null = null;
  let goingBack = false;
  /** Whether the last place has the focus: not where somebody has clicked onto the page beside it. */
  let isThere = false;

  const letGo = () => {
    if (!held) return;
    held.removeAttribute('aria-disabled');
    if (isOff(held)) held.disabled = true;
    held = null;
  };
  const goBack = () => {
    goingBack = false;
    if (document.activeElement !== document.body) return;
    const place = places.findLast((one) => one.isConnected && one.checkVisibility());
    place?.focus({ preventScroll: true });
  };
  const look = () => {
    const place = places.at(-1);
    if (held && (held !== place || !isOff(held))) letGo();
    if (isThere && place instanceof HTMLButtonElement && place.disabled && isOff(place)) {
      held = place;
      held.disabled = false;
      held.setAttribute('aria-disabled', 'true');
      held.focus({ preventScroll: true });
    }
    if (goingBack || !place || place.isConnected || !wasInDialog(place)) return;
    // Whoever closes the dialog may know better where to go on.
    goingBack = true;
    setTimeout(goBack);
  };

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    isThere = true;
    if (target === places.at(-1)) return;
    places.push(target);
    if (places.length > remembered) places.shift();
    look();
  });
  document.addEventListener('focusout', ({ target }) => {
    // A button that is being disabled is left, too, but not by anybody.
    if (target instanceof HTMLButtonElement && target.disabled) return;
    isThere = false;
    if (target === held) letGo();
  });
  document.addEventListener(
    'click',
    (event) => {
      if (!held || !(event.target instanceof Node) || !held.contains(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'data-disabled', 'data-loading'],
  });
}

/** May not be pressed, whether or not the browser has been told. */
const isOff = ({ dataset }: HTMLElement): boolean =>
  dataset['disabled'] !== undefined || dataset['loading'] !== undefined;

/** An element that has been taken out still knows what it was in, as far as that was taken out with it. */
const wasInDialog = (element: HTMLElement): boolean => element.closest('[role="dialog"]') !== null;
