import type { Actor } from '@relata/model';
import { actorFor } from '../packages/server/src/engine/catalog/actor-for.ts';
import { createMany } from '../packages/server/src/engine/records/create.ts';
import { update } from '../packages/server/src/engine/records/update.ts';
import { working } from '../packages/server/src/engine/work.ts';
import { createKey } from '../packages/server/src/features/sign-in/index.ts';
import { patientMs } from '../packages/server/src/platform/db.ts';
import { newId } from '../packages/server/src/platform/id.ts';
import { againstFloor } from './against-floor.ts';
import type { Ground } from './ground.ts';
import { reached } from './lists.ts';
import { clients } from './measure.ts';
import type { Result } from './report.ts';

/** Somebody who sees but a part of the people. */
interface Looker {
  name: string;
  actor: Actor;
  headers: Record<string, string>;
}

/**
 * Pages for who sees only their own 500, their team's 20,000, and all but the one in a hundred that is restricted to
 * others. People change hands for it and are given back afterwards.
 */
export async function measureReach(
  ground: Ground,
  scale: number,
  add: (result: Result) => void,
): Promise<void> {
  const [client] = await clients(ground.settings, 1);
  if (!client) throw new Error('no client');
  const lookers = await handOut(ground, scale);
  try {
    for (const { name, actor, headers } of lookers)
      for (const scenario of reached(name)) {
        const asker = ground.ask(1, headers);
        const result = await againstFloor(ground, client, {
          ...{ group: scenario.group, name: scenario.name, target: scenario.target },
          ...{ asker, actor, count: scenario.count },
          asks: () => ({ path: scenario.path }),
          runs: () => scenario.run,
        });
        asker.close();
        add(result);
      }
  } finally {
    await client.end();
    await takeBack(ground);
  }
}

const noted = 'bench_owner';

async function handOut(ground: Ground, scale: number): Promise<Looker[]> {
  const { engine, actor: boss } = ground;
  const { workspace } = boss;
  const [few, mate, other, nearly] = await Promise.all([1, 2, 3, 4].map((i) => hire(ground, i)));
  if (!few || !mate || !other || !nearly) throw new Error('nobody came');
  const [own, wide, open] = await working(engine, boss, async (work) => {
    const lists = { pipeline: { read: 'all' }, stage: { read: 'all' }, user: { read: 'all' } };
    const roles = await createMany(work, 'role', [
      { name: newId(), objects: { '*': { read: 'own' }, ...lists } },
      { name: newId(), objects: { '*': { read: 'team' }, ...lists } },
      { name: newId(), objects: { '*': { read: 'all' }, ...lists } },
    ]);
    await createMany(work, 'team', [{ name: newId(), members: [mate, other] }]);
    return roles;
  });
  const { query, tx } = engine.database;
  for (const [person, role] of [
    [few, own],
    [mate, wide],
    [other, wide],
    [nearly, open],
  ])
    await query('update "user" set role = $3 where workspace_id = $1 and id = $2', [
      workspace,
      person,
      role,
    ]);
  await tx(
    async (connection) => {
      await connection.query(
        `create table if not exists ${noted} as
         select id, owner_id, access, row_number() over (order by md5(id::text)) as place
         from person where workspace_id = $1 and deleted_at is null order by place limit $2`,
        [workspace, Math.ceil(30_500 / scale)],
      );
      await connection.query(
        `update person p set owner_id = case when n.place <= $2 then $3::uuid when n.place % 2 = 0 then $4::uuid else $5::uuid end
         from ${noted} n where p.workspace_id = $1 and p.id = n.id and n.place <= $6`,
        [workspace, 500 / scale, few, mate, other, 20_500 / scale],
      );
      await connection.query(
        `update person p set access = 'restricted' from ${noted} n
         where p.workspace_id = $1 and p.id = n.id and n.place > $2`,
        [workspace, 20_500 / scale],
      );
    },
    { statementTimeoutMs: patientMs },
  );
  // One through the engine, which notes that from now on reading asks for it.
  const { rows } = await query<{ id: string }>(
    `select id from ${noted} order by place desc limit 1`,
  );
  await working(engine, boss, async (work) => {
    const id = rows[0]?.id ?? '';
    await update(work, 'person', id, { access: 'everyone' });
    await update(work, 'person', id, { access: 'restricted' });
  });
  await query('vacuum analyze person');
  const lookers: Looker[] = [];
  for (const [name, user] of [
    ['own 500', few],
    ["a team's 20,000", mate],
    ['all but 10,000', nearly],
  ] as const) {
    const actor = await actorFor(engine.database, engine.workspaces, workspace, user);
    const { key } = await createKey({ query }, actor, { name: 'bench' }, new Date().toISOString());
    lookers.push({ name, actor, headers: { authorization: `Bearer ${key}` } });
  }
  return lookers;
}

async function hire({ engine, actor }: Ground, number: number): Promise<string> {
  const id = newId();
  await engine.database.query(
    `insert into "user" (workspace_id, id, title, name, email, role, active, created_at, updated_at, search)
     values ($1, $2, $3, $3, $4, 'viewer', true, $5, $5, '')`,
    [actor.workspace, id, `Looker ${number}`, `${id}@relata.example`, new Date().toISOString()],
  );
  return id;
}

async function takeBack({ engine, actor: { workspace } }: Ground): Promise<void> {
  await engine.database.tx(
    async ({ query }) => {
      await query(
        `update person p set owner_id = n.owner_id, access = n.access from ${noted} n where p.workspace_id = $1 and p.id = n.id`,
        [workspace],
      );
      await query(`drop table ${noted}`);
      await query(`update workspace set settings = settings - 'guarded' where id = $1`, [
        workspace,
      ]);
      await query(
        `update "user" set active = false, deleted_at = now() where workspace_id = $1 and name like 'Looker %'`,
        [workspace],
      );
      await engine.workspaces.changed(query, workspace);
    },
    { statementTimeoutMs: patientMs },
  );
}
