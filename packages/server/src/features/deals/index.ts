import type { Feature } from '#engine/engine.ts';
import { lose } from './lose.ts';
import { reopen } from './reopen.ts';
import { copyTo } from './copy-to.ts';
import { demandSold } from './demand-sold.ts';
import { followStage } from './follow-stage.ts';
import { wakeBy } from './wake.ts';
import { win } from './win.ts';

export const deals: Feature = {
  name: 'deals',
  rules: { deal: followStage },
  consequences: {
    note: wakeBy('note'),
    file: wakeBy('file'),
    activity: wakeBy('activity'),
  },
  merging: { demands: { deal: demandSold } },
  actions: {
    'deal.win': win,
    'deal.lose': lose,
    'deal.reopen': reopen,
    'deal.copyTo': copyTo,
  },
};
