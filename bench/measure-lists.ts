import { encodeCursor } from '../packages/server/src/engine/records/cursor.ts';
import { list } from '../packages/server/src/engine/records/list.ts';
import { replay, type Sent, statementsOf } from './floor.ts';
import type { Ground } from './ground.ts';
import {
  counts,
  pages,
  relations,
  searches,
  searchPath,
  searchRun,
  type Scenario,
  unindexed,
} from './lists.ts';
import { clients, type Latency, latency, manyAtOnce, oneByOne } from './measure.ts';
import { ms, type Result } from './report.ts';

const width = 16;
const wideSeconds = 3;

const said = ({ p50, p95 }: Latency): string => `p50 ${ms(p50)} / p95 ${ms(p95)} ms`;

/** Everything that reads: pages, searches, totals, the record page. */
export async function measureLists(ground: Ground, add: (result: Result) => void): Promise<void> {
  const many = await clients(ground.settings, width);
  const [client] = many;
  if (!client) throw new Error('no client');
  try {
    const measure = async (scenario: Scenario) => {
      const asker = ground.ask();
      const times = await oneByOne(scenario.count ?? 150, () => demand(asker, scenario.path));
      asker.close();
      // The second time, as the server by then: what it looks up once is no part of the floor either.
      await statementsOf(ground.engine, ground.actor, scenario.run);
      const sent = await statementsOf(ground.engine, ground.actor, scenario.run);
      const floor = await oneByOne(Math.min(100, scenario.count ?? 100), () =>
        replay(client, sent),
      );
      add({
        group: scenario.group,
        name: scenario.name,
        target: `p95 ≤ ${scenario.target} ms`,
        measured: said(times),
        floor: said(floor),
        ok: times.p95 <= scenario.target,
      });
      if (!scenario.wide) return;
      const wideAsker = ground.ask(width);
      const served = await manyAtOnce(width, wideSeconds, () => demand(wideAsker, scenario.path));
      wideAsker.close();
      const possible = await manyAtOnce(width, wideSeconds, (lane) =>
        replay(many[lane] ?? client, sent),
      );
      add({
        group: scenario.group,
        name: `${scenario.name}, ${width} connections`,
        target: '≥ 0.5 of the floor',
        measured: `${Math.round(served)} a second, ${(served / possible).toFixed(2)} of the floor`,
        floor: `${Math.round(possible)} a second`,
        ok: served / possible >= 0.5,
      });
    };

    await untilIndexed(ground, pages(ground.world));
    for (const scenario of pages(ground.world)) await measure(scenario);
    await measure(await deep(ground));
    await measureUnindexed(ground, measure, add);
    const others = [...counts(), ...relations()];
    await untilIndexed(ground, others);
    for (const scenario of others) await measure(scenario);
    for (const search of searches) {
      const asker = ground.ask();
      const times = await oneByOne(60, (i) => demand(asker, searchPath(search.typed(i))));
      asker.close();
      const prepared: Sent[][] = [];
      for (let i = 0; i < 60; i++)
        prepared.push(await statementsOf(ground.engine, ground.actor, searchRun(search.typed(i))));
      const floor = await oneByOne(50, (i) => replay(client, prepared[i] ?? []));
      add({
        group: 'search',
        name: search.name,
        target: 'p95 ≤ 50 ms',
        measured: said(times),
        floor: said(floor),
        ok: times.p95 <= 50,
      });
    }
    await measureRecordPage(ground, add);
  } finally {
    await Promise.all(many.map((one) => one.end()));
  }
}

async function demand(asker: ReturnType<Ground['ask']>, path: string): Promise<void> {
  const answer = await asker.ask({ path });
  if (answer.status !== 200)
    throw new Error(`${path} gave ${answer.status}: ${answer.body.slice(0, 300)}`);
}

/** Ten thousand pages into the list: the cursor is taken from the row that stands there. */
async function deep(ground: Ground): Promise<Scenario> {
  const { database } = ground.engine;
  const { rows } = await database.query<{ id: string; title: string }>(
    `select id, title from person where workspace_id = $1 and deleted_at is null order by title collate "und-x-icu", id
     offset (select count(*) / 2 from person where workspace_id = $1) limit 1`,
    [ground.actor.workspace],
  );
  const row = rows[0];
  const keys = [
    { field: 'title', descending: false },
    { field: 'id', descending: false },
  ];
  const after = encodeCursor(keys, 'all', [row?.title ?? '', row?.id ?? '']);
  const query = {
    sort: 'title',
    fields: 'title,company,jobTitle,emails,phones,owner',
    limit: 50,
    total: 'none' as const,
    after,
  };
  const search = new URLSearchParams({ ...query, limit: '50' });
  return {
    group: 'page of 50',
    name: '10,000 pages deep, by title',
    target: 15,
    path: `/api/v1/people?${search.toString()}`,
    run: (work) => list(work, 'person', query),
    wide: true,
  };
}

/** First uses, then waits for the indexes, then measures again. */
async function measureUnindexed(
  ground: Ground,
  measure: (scenario: Scenario) => Promise<void>,
  add: (result: Result) => void,
): Promise<void> {
  const scenarios = unindexed();
  const asker = ground.ask();
  for (const scenario of scenarios) {
    const started = performance.now();
    const answer = await asker.ask({ path: scenario.path });
    const took = performance.now() - started;
    if (answer.status !== 200) throw new Error(`${scenario.path} gave ${answer.status}`);
    add({
      group: scenario.group,
      name: `${scenario.name}, first use`,
      target: '≤ 1 s',
      measured: `${ms(took)} ms`,
      floor: '–',
      ok: took <= 1000,
    });
    // The next one is somebody's first use as well, not what is left while four indexes are being built.
    await untilIndexed(ground, [scenario]);
  }
  asker.close();
  for (const scenario of scenarios) await measure(scenario);
}

/** Asks until the indexes that the answers wish for have been built. */
async function untilIndexed(ground: Ground, scenarios: Scenario[]): Promise<void> {
  const asker = ground.ask();
  const until = Date.now() + 300_000;
  for (const { path } of scenarios)
    while (Date.now() < until && (await asker.ask({ path })).body.includes('"slow":true'))
      await new Promise((resolve) => setTimeout(resolve, 1000));
  asker.close();
}

/** What opening a record asks: itself, the first page of its timeline, what is related; at once, as the app does. */
async function measureRecordPage(ground: Ground, add: (result: Result) => void): Promise<void> {
  const { rows } = await ground.engine.database.query<{ id: string }>(
    `select id from company where workspace_id = $1 and deleted_at is null order by id desc limit 200`,
    [ground.actor.workspace],
  );
  const people = await ground.engine.database.query<{ id: string }>(
    `select id from person where workspace_id = $1 and deleted_at is null order by id desc limit 200`,
    [ground.actor.workspace],
  );
  for (const [plural, ids] of [
    ['companies', rows],
    ['people', people.rows],
  ] as const) {
    const asker = ground.ask(3);
    const times: number[] = [];
    for (const { id } of ids) {
      const started = performance.now();
      const base = `/api/v1/${plural}/${id}`;
      await Promise.all([
        demand(asker, `${base}?include=owner.title`),
        demand(asker, `${base}/timeline`),
        demand(asker, `${base}/related`),
      ]);
      times.push(performance.now() - started);
    }
    asker.close();
    const taken = latency(times.slice(20));
    add({
      group: 'record page',
      name: `record, timeline and related of ${plural}, all three`,
      target: 'p95 ≤ 20 ms',
      measured: said(taken),
      floor: '–',
      ok: taken.p95 <= 20,
    });
  }
}
