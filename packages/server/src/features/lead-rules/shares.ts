import { type LeadTarget, nextTarget, targetKey } from '@relata/model';
import type { Work } from '#engine/work.ts';
import type { Rule } from './rules.ts';

/** To whom a lead goes, and by whose turn. */
export interface Turn {
  target: string;
  owner: string | null;
  partner: string | null;
  /** Of so many leads that the rule has given, the target had so many before this one. */
  had: number;
  of: number;
  percent: number;
}

interface Share {
  basis: string;
  given: Record<string, number>;
  turns: Record<string, string>;
}

/** Gives leads to targets by their shares, for one piece of work; `keep` writes the counts. */
export interface Shares {
  next(rule: Rule): Promise<Turn | null>;
  keep(): Promise<void>;
}

/** Whom a target stands for at present: nobody of it may be there. */
interface Ready extends LeadTarget {
  key: string;
  people: string[];
}

/**
 * Counts are locked with their first use and kept with the leads, so two processes never count the same turn. Who has
 * been deactivated gets nothing; the others share it, and the count begins anew, so that nobody who comes back is
 * flooded with what they would have had.
 */
export function openShares(work: Work): Shares {
  const open = new Map<string, { share: Share; ready: Ready[] }>();

  async function shareOf(rule: Rule) {
    const known = open.get(rule.id);
    if (known) return known;
    const ready: Ready[] = [];
    for (const target of rule.targets) {
      const people = await peopleOf(work, target);
      if (people) ready.push({ ...target, key: targetKey(target), people });
    }
    const basis = JSON.stringify(ready.map(({ key, percent }) => [key, percent]));
    const made = { share: await lock(work, rule.id, basis), ready };
    open.set(rule.id, made);
    return made;
  }

  return {
    async next(rule) {
      const { share, ready } = await shareOf(rule);
      if (!ready.length) return null;
      const all = ready.reduce((sum, one) => sum + one.percent, 0);
      const percents = ready.map((one) => (one.percent * 100) / all);
      const given = ready.map(({ key }) => share.given[key] ?? 0);
      const at = nextTarget(percents, given);
      const target = ready[at];
      if (!target) return null;
      const had = given[at] ?? 0;
      share.given[target.key] = had + 1;
      const owner = nextOf(target.people, share.turns[target.key]);
      if (owner !== null && target.team !== undefined) share.turns[target.key] = owner;
      const of = given.reduce((sum, one) => sum + one, 0);
      const { key, partner = null, percent } = target;
      return { target: key, owner, partner, had, of, percent };
    },
    async keep() {
      for (const [rule, { share }] of open)
        await work.connection.query(
          'update lead_share set basis = $3, given = $4, turns = $5 where workspace_id = $1 and rule_id = $2',
          [
            work.workspace.id,
            rule,
            share.basis,
            JSON.stringify(share.given),
            JSON.stringify(share.turns),
          ],
        );
    },
  };
}

/** Whoever comes after the last one, in turn. */
function nextOf(people: string[], last: string | undefined): string | null {
  const [first = null] = people;
  return people.find((one) => last !== undefined && one > last) ?? first;
}

/** Active people of a target: the one, the members of the team, whose partner it is. Null: there is nobody to give to. */
async function peopleOf(work: Work, { user, team, partner }: LeadTarget): Promise<string[] | null> {
  const { rows } = await work.connection.query<{ id: string | null }>(
    partner !== undefined
      ? `select u.id from company c left join "user" u on u.workspace_id = $1 and u.id = c.owner_id and u.active and u.deleted_at is null
         where c.workspace_id = $1 and c.id = $2 and c.deleted_at is null`
      : team !== undefined
        ? `select u.id from link l join "user" u on u.workspace_id = $1 and u.id = l.to_id
           join team t on t.workspace_id = $1 and t.id = l.from_id
           where l.workspace_id = $1 and l.field = 'team.members' and l.from_id = $2
             and u.active and u.deleted_at is null and t.deleted_at is null order by u.id`
        : 'select id from "user" where workspace_id = $1 and id = $2 and active and deleted_at is null',
    [work.workspace.id, user ?? team ?? partner],
  );
  // A partner whom nobody of ours looks after gets leads all the same.
  return rows.length ? rows.flatMap(({ id }) => id ?? []) : null;
}

async function lock(work: Work, rule: string, basis: string): Promise<Share> {
  const { query } = work.connection;
  await query(
    `insert into lead_share (workspace_id, rule_id, basis, given, turns) values ($1, $2, $3, '{}', '{}') on conflict do nothing`,
    [work.workspace.id, rule, basis],
  );
  const { rows } = await query<Share>(
    'select basis, given, turns from lead_share where workspace_id = $1 and rule_id = $2 for update',
    [work.workspace.id, rule],
  );
  const kept = rows[0];
  if (!kept) throw new Error('the count of a rule was not stored');
  return kept.basis === basis ? kept : { basis, given: {}, turns: kept.turns };
}
