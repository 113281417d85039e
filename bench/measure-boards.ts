import { board, type BoardQuery } from '../packages/server/src/engine/records/board.ts';
import { replay, statementsOf } from './floor.ts';
import type { Ground } from './ground.ts';
import { clients, oneByOne } from './measure.ts';
import { ms, type Result } from './report.ts';

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
      const search = new URLSearchParams();
      for (const [key, value] of Object.entries(query)) search.set(key, String(value));
      const path = `/api/v1/deals/board?${search.toString()}`;
      const asker = ground.ask();
      const ask = async () => {
        const answer = await asker.ask({ path });
        if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}`);
      };
      await oneByOne(5, ask);
      const times = await oneByOne(100, ask);
      asker.close();
      const sent = await statementsOf(ground.engine, ground.actor, (work) =>
        board(work, 'deal', query),
      );
      const floor = await oneByOne(50, () => replay(client, sent));
      add({
        group: 'board',
        name,
        target: `p95 ≤ ${target} ms`,
        measured: `p50 ${ms(times.p50)} / p95 ${ms(times.p95)} ms`,
        floor: `p50 ${ms(floor.p50)} / p95 ${ms(floor.p95)} ms`,
        ok: times.p95 <= target,
      });
    }
  } finally {
    await client.end();
  }
}
