import { Refusal } from '@relata/model';
import type { Query } from '#platform/db.ts';

/** What a workspace has room for, and how much of it is taken. */
export interface Seats {
  plan: string;
  /** Null: as many as there are people. */
  seats: number | null;
  /** Active people; nobody else takes a seat. */
  active: number;
}

/**
 * Counts, and makes everybody else who counts to let somebody in wait for the end of the transaction:
 * two who come at the same moment must not both take the last seat.
 */
export async function lockSeats(query: Query, workspace: string): Promise<Seats> {
  await query('select 1 from workspace where id = $1 for update', [workspace]);
  return countSeats(query, workspace);
}

export async function countSeats(query: Query, workspace: string): Promise<Seats> {
  const { rows } = await query<{ plan: string; seats: number | null; active: string }>(
    `select plan, seats, (select count(*) from "user" where workspace_id = $1 and active and deleted_at is null) as active
     from workspace where id = $1`,
    [workspace],
  );
  const [row] = rows;
  if (!row) throw new Refusal('not_found', 'there is no such workspace');
  return { plan: row.plan, seats: row.seats, active: Number(row.active) };
}

export const isFull = ({ seats, active }: Seats): boolean => seats !== null && active >= seats;
