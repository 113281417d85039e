import { lazy } from 'react';
import { withTextsOf } from '../../app/language.ts';

export const MoveDialog = lazy(async () => {
  const { MoveDialog: dialog } = await withTextsOf(['move'], import('./move-dialog.tsx'));
  return { default: dialog };
});
