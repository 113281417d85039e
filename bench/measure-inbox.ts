import { list, type ListQuery } from '../packages/server/src/engine/records/list.ts';
import { againstFloor, pathOf, somethingWritten, untilIndexed } from './against-floor.ts';
import type { Ground } from './ground.ts';
import { clients } from './measure.ts';
import type { Result } from './report.ts';

/** Milliseconds at the 95th of 100 (issue 5). */
const target = 50;

const fields = 'title,companyName,status,priority,nextActivityAt,source,owner,createdAt,seen';
const open = { state: { in: ['new', 'working'] }, archivedAt: { empty: true } };

/** The views of the inbox that every workspace begins with. */
const views = (seller: string): [string, ListQuery & { filter: object }][] => [
  ['open', { filter: open }],
  ['mine', { filter: { ...open, owner: { eq: seller } } }],
  ['not touched', { filter: { ...open, firstTouchedAt: { empty: true } } }],
  ['free pool', { filter: { ...open, owner: { empty: true } } }],
  ['with calls', { filter: { ...open, 'activities.category': { eq: 'call' } } }],
  ['incoming', { filter: { ...open, createdAt: { within: 'last7Days' } }, sort: '-createdAt' }],
];

/** What somebody sees who opens their leads in the morning. */
export async function measureInbox(
  ground: Ground,
  leads: number,
  add: (result: Result) => void,
): Promise<void> {
  await fillLeads(ground, leads);
  const [client] = await clients(ground.settings, 1);
  if (!client) throw new Error('no client');
  try {
    for (const [name, asked] of views(ground.world.users[3] ?? '')) {
      const query: ListQuery = { fields, include: 'status.title,owner.title', limit: 50, ...asked };
      const path = pathOf('leads', query);
      const asker = ground.ask();
      await untilIndexed(asker, { path });
      const result = await againstFloor(ground, client, {
        ...{ group: 'inbox of leads', name, target, asker },
        before: somethingWritten(client),
        asks: () => ({ path }),
        runs: () => (work) => list(work, 'lead', query),
      });
      asker.close();
      add(result);
    }
  } finally {
    await client.end();
  }
}

/**
 * So many leads of three years, most of them decided, one in eight hundred with something planned, one in ten
 * nobody's; and calls about one in a hundred.
 */
async function fillLeads({ engine, actor, world }: Ground, wanted: number): Promise<void> {
  const client = await engine.database.pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    const there = await client.query<{ n: string }>(
      'select count(*) as n from lead where workspace_id = $1',
      [actor.workspace],
    );
    const missing = wanted - Number(there.rows[0]?.n);
    if (missing <= 0) return;
    await client.query(
      `insert into lead (workspace_id, id, title, first_name, last_name, company_name, created_at, updated_at, status_id, state,
         priority, source, owner_id, original_owner_id, first_touched_at, next_activity_at, seen, search, access)
       select $1, gen_random_uuid(), 'Lead ' || n, 'Lead', n::text, 'Company ' || n % 50000, at, at, s.id, s.means,
         (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + n % 6], (array['webForm', 'call', 'show'])[1 + n % 3],
         case when n % 10 > 0 then ($2::uuid[])[1 + n % cardinality($2::uuid[])] end, null,
         case when s.means <> 'new' then at end,
         case when s.means in ('new', 'working') and n % 8 = 0 then now() + (n % 20000 - 8000) * interval '1 minute' end,
         s.means <> 'new', to_tsvector('simple', 'lead ' || n), 'everyone'
       from generate_series(1, $3::int) n
       cross join lateral (select now() - (n % 1000000) * interval '94 seconds' as at) t
       join (select id, means, row_number() over (order by position) as nth from lead_status where workspace_id = $1 and deleted_at is null) s
         on s.nth = case when n % 100 = 0 then 1 + (n / 100) % 2 else 3 + n % 4 end`,
      [actor.workspace, world.users, missing],
    );
    await client.query(
      `insert into link (workspace_id, field, from_id, to_object, to_id, position)
       select $1, 'activity.about', a.id, 'lead', l.id, 0
       from (select id, row_number() over () as n from lead where workspace_id = $1 and state in ('new', 'working') limit 10000) l
       join (select id, row_number() over () as n from activity where workspace_id = $1 and category = 'call' limit 10000) a using (n)
       on conflict do nothing`,
      [actor.workspace],
    );
    await client.query('vacuum (analyze) lead');
    await client.query('vacuum (analyze) link');
  } finally {
    client.release(true);
  }
}
