/** As whom this tab looks at the workspace. Kept with the tab: the others know nothing of it. */
const kept = 'relata:view-as';

/** Id of the person, while an administrator looks on. */
export const viewed = (): string | undefined => sessionStorage.getItem(kept) ?? undefined;

/** Looks at the workspace as somebody else: anew, so that nothing is left of what one has seen oneself. */
export function viewAs(person: string, address = '/'): void {
  sessionStorage.setItem(kept, person);
  window.location.assign(address);
}

/** Sees with one's own eyes again, at the same place. */
export function stopViewing(): void {
  sessionStorage.removeItem(kept);
  window.location.reload();
}
