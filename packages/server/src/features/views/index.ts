import type { Feature } from '#engine/engine.ts';
import { checkView } from './check-view.ts';
import { followMerged } from './follow-merged.ts';
import { keepOneDefault } from './keep-one-default.ts';

export {
  type Exchange,
  exchange,
  fieldAt,
  followed,
  followInViews,
  isFilter,
} from './follow-in-views.ts';

export const views: Feature = {
  name: 'views',
  merging: followMerged,
  rules: {
    async view(work, drafts) {
      for (const draft of drafts) checkView(work, draft);
      await keepOneDefault(work, drafts);
    },
  },
};
