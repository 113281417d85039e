import type { Actor } from '@relata/model';
import type pg from 'pg';
import type { Work } from '../packages/server/src/engine/work.ts';
import { replay, type Sent, statementsOf } from './floor.ts';
import type { Ground } from './ground.ts';
import { type Answer, type Ask, type Asker, type Latency, oneByOne } from './measure.ts';
import { ms, type Result } from './report.ts';

/** A request, and what the server does for it. */
export interface Compared {
  group: string;
  name: string;
  /** Milliseconds at the 95th of a hundred requests. */
  target: number;
  asker: Asker;
  /** The request of each turn. */
  asks: (i: number) => Ask;
  /** What the server does for the request of that turn; one that is the same each time is run over and over. */
  runs: (i: number) => (work: Work) => Promise<unknown>;
  /** Done before each turn, and not timed. */
  before?: () => Promise<unknown>;
  /** Requests; 100 unless there is a reason. */
  count?: number | undefined;
  /** Of them with statements of their own: 1 where all requests are alike. */
  kinds?: number;
  /** The administrator unless somebody else asks. */
  actor?: Actor;
}

/** Requests one after the other, and the statements that they send by a bare client in the same run. */
export async function againstFloor(
  ground: Ground,
  client: pg.Client,
  compared: Compared,
): Promise<Result> {
  const { group, name, target, asker, asks, runs, before, count = 100, kinds = 1 } = compared;
  const actor = compared.actor ?? ground.actor;
  const times = await oneByOne(count, async (i) => void (await demand(asker, asks(i))), before);
  // The second time, as the server by then: what it looks up once is no part of the floor either.
  await statementsOf(ground.engine, actor, runs(0));
  const sent: Sent[][] = [];
  await before?.();
  for (let i = 0; i < kinds; i++) sent.push(await statementsOf(ground.engine, actor, runs(i)));
  const floor = await oneByOne(Math.min(50, count), (i) => replay(client, sent[i % kinds] ?? []));
  return {
    group,
    name,
    target: `p95 ≤ ${target} ms`,
    measured: said(times),
    floor: said(floor),
    ok: times.p95 <= target,
  };
}

export const said = ({ p50, p95 }: Latency): string => `p50 ${ms(p50)} / p95 ${ms(p95)} ms`;

/** A transaction that writes, whatever it is, makes the server work out its totals and counts anew. */
export const somethingWritten = (client: pg.Client) => () =>
  client.query('select pg_current_xact_id()');

/** A request that has to succeed. */
export async function demand(asker: Asker, asked: Ask): Promise<Answer> {
  const answer = await asker.ask(asked);
  if (answer.status !== 200)
    throw new Error(`${asked.path} gave ${answer.status}: ${answer.body.slice(0, 300)}`);
  return answer;
}

/** Asks until the indexes that the answer wishes for have been built, five minutes at most. */
export async function untilIndexed(asker: Asker, asked: Ask): Promise<void> {
  const until = Date.now() + 300_000;
  while (Date.now() < until && (await demand(asker, asked)).body.includes('"slow":true'))
    await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** The path of a list or a board that asks for what a query says. */
export function pathOf(path: string, query: object): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    search.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return `/api/v1/${path}?${search.toString()}`;
}
