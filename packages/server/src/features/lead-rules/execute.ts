import { type Actor, isId, systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import type { LongWorker } from '#engine/long-work/long-work.ts';
import { notThere, read } from '#engine/records/read.ts';
import { demandAdministrator, reading, type Work, working } from '#engine/work.ts';
import { type Decision, processLeads } from './process-leads.ts';

/** Leads decided in one transaction. */
export const atOnce = 200;
/** A dry run looks at so many. */
const mostRehearsed = 1000;

export interface Executed {
  looked: number;
  assigned: number;
  duplicate: number;
  unprocessed: number;
}

/** The free pool: open leads that are nobody's. What was recognised as a copy stays with its original. */
const pool = `lead where workspace_id = $1 and owner_id is null and partner_id is null and state in ('new', 'working')
  and processing is distinct from 'duplicate' and deleted_at is null and archived_at is null and access is distinct from 'personal'`;

/** Refuses whoever may not change settings, and rules that are not there. */
export async function demandRule(work: Work, rule: string | null): Promise<void> {
  demandAdministrator(work.actor, 'reads');
  if (rule === null) return;
  if (!isId(rule)) throw notThere();
  await read(work, 'leadRule', rule);
}

export async function waitingInPool({ connection, workspace }: Work): Promise<number> {
  const { rows } = await connection.query<{ n: string }>(`select count(*) as n from ${pool}`, [
    workspace.id,
  ]);
  return Number(rows[0]?.n);
}

async function nextOfPool(work: Work, after: string | null, most: number): Promise<string[]> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from ${pool} and ($2::uuid is null or id > $2) order by id limit $3`,
    [work.workspace.id, after, most],
  );
  return rows.map((row) => row.id);
}

const count = (decisions: Decision[]): Executed => ({
  looked: decisions.length,
  assigned: decisions.filter((one) => one.outcome === 'assigned').length,
  duplicate: decisions.filter((one) => one.outcome === 'duplicate').length,
  unprocessed: decisions.filter((one) => one.outcome === 'unprocessed').length,
});

const processor = (actor: Actor): Actor => systemActor(actor.workspace, 'lead rules');

class Rehearsed extends Error {}

/** What executing would do, by doing it and taking it back: it cannot differ from the real thing. */
export async function rehearseRules(
  engine: Engine,
  actor: Actor,
  rule: string | null,
): Promise<{ counts: Executed; decisions: Decision[]; batch: null }> {
  let decisions: Decision[] = [];
  await working(engine, processor(actor), async (work) => {
    const ids = await nextOfPool(work, null, mostRehearsed);
    decisions = await processLeads(work, ids, rule);
    throw new Rehearsed();
  }).catch((problem: unknown) => {
    if (!(problem instanceof Rehearsed)) throw problem;
  });
  return { counts: count(decisions), decisions, batch: null };
}

/** Puts the first leads of the pool through the rules, or the one rule, in one transaction. */
export async function executeOnce(
  engine: Engine,
  actor: Actor,
  rule: string | null,
): Promise<{ counts: Executed; decisions: Decision[]; batch: string }> {
  return working(engine, processor(actor), async (work) => {
    const decisions = await processLeads(work, await nextOfPool(work, null, atOnce), rule);
    return { counts: count(decisions), decisions, batch: work.batch };
  });
}

/** The whole pool, portion by portion; one batch, so that one undo takes it back. */
export const executing: LongWorker = async ({ engine, actor, actorNow, input, id, progress }) => {
  const rule = typeof input['rule'] === 'string' ? input['rule'] : null;
  const total = await waitingInPool(await reading(engine, processor(actor)));
  const sum: Executed = { looked: 0, assigned: 0, duplicate: 0, unprocessed: 0 };
  let after: string | null = null;
  for (;;) {
    await progress(sum.looked, Math.max(total, sum.looked));
    await demandRule(await reading(engine, await actorNow()), rule);
    const from: string | null = after;
    const decisions = await working(
      engine,
      processor(actor),
      async (work) => {
        const ids = await nextOfPool(work, from, atOnce);
        after = ids.at(-1) ?? null;
        return ids.length ? processLeads(work, ids, rule) : [];
      },
      { batch: id },
    );
    if (!decisions.length) return { result: { ...sum }, batch: id };
    const some = count(decisions);
    for (const name of Object.keys(sum) as (keyof Executed)[]) sum[name] += some[name];
  }
};
