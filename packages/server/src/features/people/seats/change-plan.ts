import { Refusal } from '@relata/model';
import type { Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import { audit } from '#engine/audit/audit.ts';
import type { Work } from '#engine/work.ts';
import { lockSeats, type Seats } from './count-seats.ts';
import type { Plan } from './plans.ts';

/** Somebody who takes a seat, as the one who has to choose among them sees it. */
export interface SeatHolder {
  id: string;
  name: string;
  /** RFC 3339 UTC; null: never here. */
  lastSeenAt: string | null;
  openDeals: number;
}

/**
 * Changes plan and seats at once. `first` puts people out before it counts. Where more are active than
 * would have a seat it refuses `too_many_active`, naming everybody, the longest unseen first, and how
 * many must go.
 */
export async function changePlan(
  work: Work,
  wanted: Plan,
  first: () => Promise<void>,
): Promise<Seats> {
  const { query } = work.connection;
  const before = await lockSeats(query, work.workspace.id);
  await first();
  const { active } = await lockSeats(query, work.workspace.id);
  if (wanted.seats !== null && active > wanted.seats)
    throw new Refusal(
      'conflict',
      `${active} people are active, ${wanted.seats} would have a seat`,
      {
        reason: 'too_many_active',
        details: {
          ...wanted,
          active,
          excess: active - wanted.seats,
          people: await seatHolders(query, work.workspace.id),
        },
      },
    );
  if (before.plan === wanted.plan && before.seats === wanted.seats) return { ...wanted, active };
  await query('update workspace set plan = $2, seats = $3 where id = $1', [
    work.workspace.id,
    wanted.plan,
    wanted.seats,
  ]);
  await query(
    `insert into plan_change (workspace_id, id, at, actor_id, plan_before, plan_after, seats_before, seats_after, active)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      work.workspace.id,
      newId(),
      work.now,
      work.actor.user,
      before.plan,
      wanted.plan,
      before.seats,
      wanted.seats,
      active,
    ],
  );
  await audit(work, {
    action: 'plan_changed',
    details: { before: { plan: before.plan, seats: before.seats }, after: { ...wanted } },
  });
  return { ...wanted, active };
}

async function seatHolders(query: Query, workspace: string): Promise<SeatHolder[]> {
  const { rows } = await query<{
    id: string;
    name: string;
    last_seen_at: string | null;
    open_deals: string;
  }>(
    `select u.id, u.name, u.last_seen_at,
       (select count(*) from deal d where d.workspace_id = $1 and d.owner_id = u.id and d.status = 'open' and d.deleted_at is null) as open_deals
     from "user" u where u.workspace_id = $1 and u.active and u.deleted_at is null
     order by u.last_seen_at nulls first, u.id limit 500`,
    [workspace],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    lastSeenAt: row.last_seen_at && new Date(row.last_seen_at).toISOString(),
    openDeals: Number(row.open_deals),
  }));
}

/** What the plan was before, newest first. */
export async function planHistory(query: Query, workspace: string): Promise<object[]> {
  const { rows } = await query<{
    at: string;
    by: string | null;
    plan_before: string;
    plan_after: string;
    seats_before: number | null;
    seats_after: number | null;
    active: number;
  }>(
    `select p.at, u.name as by, p.plan_before, p.plan_after, p.seats_before, p.seats_after, p.active
     from plan_change p left join "user" u on u.workspace_id = p.workspace_id and u.id = p.actor_id
     where p.workspace_id = $1 order by p.at desc, p.id desc limit 200`,
    [workspace],
  );
  return rows.map((row) => ({
    at: new Date(row.at).toISOString(),
    by: row.by,
    before: { plan: row.plan_before, seats: row.seats_before },
    after: { plan: row.plan_after, seats: row.seats_after },
    active: row.active,
  }));
}
