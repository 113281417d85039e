import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

/** What is said of duplicates comes with its texts, when there is something to say. */
export const DuplicateHint = lazy(async () => {
  const { DuplicateHint: hint } = await withTextsOf(['duplicates'], import('./duplicate-hint.tsx'));
  return { default: hint };
});

export const MergeDialog = lazy(async () => {
  const { MergeDialog: dialog } = await withTextsOf(['duplicates'], import('./merge-dialog.tsx'));
  return { default: dialog };
});
