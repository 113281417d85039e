import { objectOf, readTargets, targetKey } from '@relata/model';
import { reachable, statement, type Work } from '#engine/work.ts';

/** Planned and real share of a target over some days (EP-LPROC-13). */
export interface SplitLine {
  rule: { id: string; name: string };
  target: { kind: string; id: string; name: string };
  /** Of a hundred; null: it is none of the rule's targets any more. */
  planned: number | null;
  given: number;
  /** Of a hundred leads that the rule gave to anybody. */
  real: number;
}

interface Row {
  id: string;
  name: string;
  targets: unknown;
  given: Record<string, number>;
}

/** Of the leads that the actor sees, decided from the first day to the last, at their place. */
export async function splitCheck(
  work: Work,
  { from, to }: { from: string; to: string },
): Promise<SplitLine[]> {
  const object = objectOf(work.catalog, 'lead');
  const made = statement(work);
  const zone = made.parameters.add(work.actor.timeZone, 'text');
  const first = made.parameters.add(from, 'date');
  const last = made.parameters.add(to, 'date');
  const { rows } = await work.connection.query<Row>(
    `select r.id, r.name, r.targets, coalesce((select jsonb_object_agg(g.target, g.n) from (
         select d.target, count(*) as n from lead_decision d join lead t on t.workspace_id = $1 and t.id = d.lead_id
         where d.workspace_id = $1 and d.rule_id = r.id and d.target is not null and t.deleted_at is null
           and d.at >= ${first}::timestamp at time zone ${zone} and d.at < (${last} + 1)::timestamp at time zone ${zone}
           and ${reachable(work, object, 'read', 't', made)} group by d.target) g), '{}') as given
     from lead_rule r where r.workspace_id = $1 and r.deleted_at is null order by r.priority, r.created_at, r.id`,
    made.parameters.values,
  );
  const names = await namesOf(work, rows);
  return rows.flatMap(({ id, name, targets, given }) => {
    const read = readTargets(targets);
    const planned = new Map(
      (typeof read === 'string' ? [] : read).map((one) => [targetKey(one), one.percent]),
    );
    const all = Object.values(given).reduce((sum, one) => sum + one, 0);
    return [...new Set([...planned.keys(), ...Object.keys(given)])].map((key): SplitLine => {
      const [kind = '', target = ''] = key.split(':');
      const count = given[key] ?? 0;
      return {
        rule: { id, name },
        target: { kind, id: target, name: names.get(key) ?? '' },
        planned: planned.get(key) ?? null,
        given: count,
        real: all ? Math.round((count * 10_000) / all) / 100 : 0,
      };
    });
  });
}

/** People and teams are known to all; of partners those that the actor sees. */
async function namesOf(work: Work, rules: Row[]): Promise<Map<string, string>> {
  const ids = rules.flatMap(({ targets, given }) => {
    const read = readTargets(targets);
    const own = typeof read === 'string' ? [] : read.map(targetKey);
    return [...own, ...Object.keys(given)].flatMap((key) => key.split(':')[1] ?? []);
  });
  const made = statement(work);
  const list = made.parameters.add(ids, 'uuid[]');
  const company = objectOf(work.catalog, 'company');
  const { rows } = await work.connection.query<{ key: string; name: string }>(
    `select 'user:' || u.id as key, u.name from "user" u where u.workspace_id = $1 and u.id = any(${list})
     union all select 'team:' || t.id, t.name from team t where t.workspace_id = $1 and t.id = any(${list})
     union all select 'partner:' || c.id, c.title from company c
       where c.workspace_id = $1 and c.id = any(${list}) and ${reachable(work, company, 'read', 'c', made)}`,
    made.parameters.values,
  );
  return new Map(rows.map((row) => [row.key, row.name]));
}
