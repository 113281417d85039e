import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

/** Few people arrange pages, and seldom: what they need for it comes when they do. */
export const LayoutDialog = lazy(async () => {
  const { LayoutDialog: dialog } = await withTextsOf(['layout'], import('./layout-dialog.tsx'));
  return { default: dialog };
});
