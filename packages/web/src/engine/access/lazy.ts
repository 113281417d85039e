import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

/** Few people ask why, and seldom: what they need for it comes when they do. */
export const WhyDialog = lazy(async () => {
  const { WhyDialog: dialog } = await withTextsOf(['why'], import('./why-dialog.tsx'));
  return { default: dialog };
});
