import type { Ground } from './ground.ts';
import { latency } from './measure.ts';
import { ms, type Result } from './report.ts';

interface WorkAnswer {
  data: { id: string; status: string; batch: string | null; error: string | null };
}

/** Saving one record, and changing very many. */
export async function measureChanges(
  ground: Ground,
  many: number,
  add: (result: Result) => void,
): Promise<void> {
  await one(ground, add);
  await bulk(ground, many, add);
}

async function one(ground: Ground, add: (result: Result) => void): Promise<void> {
  const asker = ground.ask();
  const made: number[] = [];
  const changed: number[] = [];
  const ids: string[] = [];
  for (let i = 0; i < 220; i++) {
    const body = {
      firstName: 'Bench',
      lastName: `Person ${i}`,
      emails: [`bench.${Date.now()}.${i}@bench.example`],
    };
    const started = performance.now();
    const answer = await asker.ask({ method: 'POST', path: '/api/v1/people', body });
    made.push(performance.now() - started);
    if (answer.status !== 201) throw new Error(answer.body);
    const { data } = JSON.parse(answer.body) as { data: { id: string } };
    ids.push(data.id);
    const again = performance.now();
    const patched = await asker.ask({
      method: 'PATCH',
      path: `/api/v1/people/${data.id}`,
      body: { jobTitle: `Changed ${i}` },
    });
    changed.push(performance.now() - again);
    if (patched.status !== 200) throw new Error(patched.body);
  }
  await asker.ask({ method: 'POST', path: '/api/v1/people/batch', body: { delete: ids } });
  asker.close();
  for (const [name, times] of [
    ['create a person, with history and event', made],
    ['change a person, with history and event', changed],
  ] as const) {
    const taken = latency(times.slice(20));
    add({
      group: 'changes',
      name,
      target: 'p95 ≤ 12 ms',
      measured: `p50 ${ms(taken.p50)} / p95 ${ms(taken.p95)} ms`,
      floor: '–',
      ok: taken.p95 <= 12,
    });
  }
}

async function bulk(ground: Ground, many: number, add: (result: Result) => void): Promise<void> {
  const asker = ground.ask();
  const { rows } = await ground.engine.database.query<{ at: string }>(
    `select created_at as at from person where workspace_id = $1 and deleted_at is null order by created_at offset $2 limit 1`,
    [ground.actor.workspace, many],
  );
  const where = { createdAt: { lt: new Date(rows[0]?.at ?? 0).toISOString() } };
  const finished = async (path: string, body: unknown): Promise<[number, WorkAnswer['data']]> => {
    const started = performance.now();
    const answer = await asker.ask({ method: 'POST', path, body });
    if (answer.status !== 202) throw new Error(`${answer.status} ${answer.body}`);
    const { data } = JSON.parse(answer.body) as WorkAnswer;
    for (;;) {
      const state = JSON.parse(
        (await asker.ask({ path: `/api/v1/work/${data.id}` })).body,
      ) as WorkAnswer;
      if (state.data.status !== 'running') {
        if (state.data.status !== 'done')
          throw new Error(`long work ended as ${state.data.status}: ${state.data.error}`);
        return [(performance.now() - started) / 1000, state.data];
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const [edited, item] = await finished('/api/v1/people/bulk', {
    where,
    set: { owner: ground.world.users[5] },
  });
  const [undone] = await finished(`/api/v1/changes/${item.batch}/undo`, {});
  asker.close();
  for (const [name, seconds] of [
    [`bulk edit of ${many.toLocaleString('en')} records`, edited],
    ['its undo', undone],
  ] as const)
    add({
      group: 'changes',
      name,
      target: '≤ 10 s',
      measured: `${seconds.toFixed(1)} s`,
      floor: '–',
      ok: seconds <= 10,
    });
}
