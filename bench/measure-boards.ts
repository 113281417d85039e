import { board, type BoardQuery } from '../packages/server/src/engine/records/board.ts';
import type { Work } from '../packages/server/src/engine/work.ts';
import { againstFloor, pathOf, somethingWritten, untilIndexed } from './against-floor.ts';
import type { Ground } from './ground.ts';
import { clients } from './measure.ts';
import type { Result } from './report.ts';

/** Milliseconds at the 95th of 100 (issue 5). */
const target = 100;

const shown = {
  fields: 'title,value,company,owner,nextActivityAt,expectedClose,idleSince,idleBecause,status',
  include: 'company.title,owner.title',
  limit: 25,
};

/** Boards of deals as they are opened in the morning: counts, sums and the first cards of every column. */
const boards = (pipeline: string): [string, BoardQuery][] => [
  ['stages of a pipeline', { ...shown, groupBy: 'stage', pipeline }],
  ['forecast by month', { ...shown, groupBy: 'expectedClose:month' }],
  ['forecast by quarter', { ...shown, groupBy: 'expectedClose:quarter' }],
  ['activity board', { ...shown, groupBy: 'nextActivityAt:due' }],
];

export async function measureBoards(ground: Ground, add: (result: Result) => void): Promise<void> {
  const [client] = await clients(ground.settings, 1);
  if (!client) throw new Error('no client');
  try {
    for (const [name, query] of boards(ground.world.pipeline)) {
      const asker = ground.ask();
      const path = pathOf('deals/board', query);
      await untilIndexed(asker, { path });
      const compared = {
        ...{ group: 'board', target, asker },
        asks: () => ({ path }),
        runs: () => (work: Work) => board(work, 'deal', query),
      };
      add(
        await againstFloor(ground, client, { ...compared, name, before: somethingWritten(client) }),
      );
      add(
        await againstFloor(ground, client, { ...compared, name: `${name}, nothing written since` }),
      );
      asker.close();
    }
  } finally {
    await client.end();
  }
}
