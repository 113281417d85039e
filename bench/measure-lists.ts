import { encodeCursor } from '../packages/server/src/engine/records/cursor.ts';
import { list } from '../packages/server/src/engine/records/list.ts';
import { againstFloor, demand, pathOf, said, untilIndexed } from './against-floor.ts';
import { replay, statementsOf } from './floor.ts';
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
import { clients, latency, manyAtOnce } from './measure.ts';
import { ms, type Result } from './report.ts';

const width = 16;
const wideSeconds = 3;

/** Everything that reads: pages, searches, totals, the record page. */
export async function measureLists(ground: Ground, add: (result: Result) => void): Promise<void> {
  const many = await clients(ground.settings, width);
  const [client] = many;
  if (!client) throw new Error('no client');
  try {
    const measure = async (scenario: Scenario) => {
      const asker = ground.ask();
      const result = await againstFloor(ground, client, {
        ...{ group: scenario.group, name: scenario.name, target: scenario.target, asker },
        count: scenario.count ?? 150,
        asks: () => ({ path: scenario.path }),
        runs: () => scenario.run,
      });
      asker.close();
      add(result);
      if (!scenario.wide) return;
      const sent = await statementsOf(ground.engine, ground.actor, scenario.run);
      const wideAsker = ground.ask(width);
      const served = await manyAtOnce(
        width,
        wideSeconds,
        async () => void (await demand(wideAsker, scenario)),
      );
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

    await untilAllIndexed(ground, pages(ground.world));
    for (const scenario of pages(ground.world)) await measure(scenario);
    await measure(await deep(ground));
    await measureUnindexed(ground, measure, add);
    const others = [...counts(), ...relations()];
    await untilAllIndexed(ground, others);
    for (const scenario of others) await measure(scenario);
    for (const search of searches) {
      const asker = ground.ask();
      const result = await againstFloor(ground, client, {
        ...{ group: 'search', name: search.name, target: 50, asker, count: 60, kinds: 60 },
        asks: (i) => ({ path: searchPath(search.typed(i)) }),
        runs: (i) => searchRun(search.typed(i)),
      });
      asker.close();
      add(result);
    }
    await measureRecordPage(ground, add);
  } finally {
    await Promise.all(many.map((one) => one.end()));
  }
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
  return {
    group: 'page of 50',
    name: '10,000 pages deep, by title',
    target: 15,
    path: pathOf('people', query),
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
    await demand(asker, scenario);
    const took = performance.now() - started;
    add({
      group: scenario.group,
      name: `${scenario.name}, first use`,
      target: '≤ 1 s',
      measured: `${ms(took)} ms`,
      floor: '–',
      ok: took <= 1000,
    });
    // The next one is somebody's first use as well, not what is left while four indexes are being built.
    await untilAllIndexed(ground, [scenario]);
  }
  asker.close();
  for (const scenario of scenarios) await measure(scenario);
}

async function untilAllIndexed(ground: Ground, scenarios: Scenario[]): Promise<void> {
  const asker = ground.ask();
  for (const scenario of scenarios) await untilIndexed(asker, scenario);
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
        demand(asker, { path: `${base}?include=owner.title` }),
        demand(asker, { path: `${base}/timeline` }),
        demand(asker, { path: `${base}/related` }),
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
