import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

export const MoveDialog = lazy(async () => {
  const { MoveDialog: dialog } = await withTextsOf(['move'], import('./move-dialog.tsx'));
  return { default: dialog };
});
