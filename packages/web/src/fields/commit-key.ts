import type { KeyboardEvent } from 'react';

/** A key that ends the editing of a field. */
export type CommitKey = 'Enter' | 'Tab' | 'Shift+Tab';

export const commitKey = ({ key, shiftKey }: KeyboardEvent): CommitKey | null => {
  if (key === 'Tab') return shiftKey ? 'Shift+Tab' : 'Tab';
  return key === 'Enter' ? 'Enter' : null;
};
