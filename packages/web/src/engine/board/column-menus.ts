import { type ComponentType } from 'react';
import { lazy } from '../../data/lazy.ts';
import { withTextsOf } from '../../app/language.ts';

/** What can be done on a board with the records that a column stands for, by their object; for administrators. */
export const columnMenus: Record<
  string,
  ComponentType<{ ids: readonly string[]; name: string }>
> = {
  stage: lazy(() =>
    withTextsOf(['arrange'], import('../../features/settings/pipelines/stage-menu.tsx')).then(
      (module) => ({ default: module.StageMenu }),
    ),
  ),
};
