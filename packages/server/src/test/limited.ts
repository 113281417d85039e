import { roles } from '@relata/model';
import { changePerson } from '#features/people/change-person.ts';
import type { Caller } from './door.ts';
import { type Importing, importing } from './importing.ts';

/** A firm with two pipelines, and somebody in it whose roles are limited. */
export interface Limited extends Importing {
  boss: Caller;
  ana: Caller & { id: string };
  /** Ids of the stages by their titles; those of the second pipeline are called `Wholesale: …`. */
  stages: Record<string, string>;
  pipelines: { sales: string; wholesale: string };
  /** A role of everything, limited for deals; `others` instead of everything. Gives its id. */
  makeRole(limits: object | null, others?: object): Promise<string>;
  have(...roles: string[]): Promise<void>;
  /** A deal of the administrator, worth 100 EUR. */
  makeDeal(name: string, stage: string, more?: object): Promise<string>;
}

export async function limited(): Promise<Limited> {
  const made = await importing();
  const boss = made.call;
  const user = await made.makeUser({ name: 'Ana', role: 'manager' });
  const own = await boss.post('/pipelines', { name: 'Wholesale' });
  const wholesale: string = own.body.data.id;
  for (const [position, name] of ['Asked', 'Offered'].entries())
    await boss.post('/stages', { name: `Wholesale: ${name}`, pipeline: wholesale, position });
  const all: { id: string; title: string; pipeline: string }[] = (
    await boss.get('/stages?limit=200')
  ).body.data;
  const stages = Object.fromEntries(all.map(({ id, title }) => [title, id]));
  const sales = all.find((stage) => stage.pipeline !== wholesale)?.pipeline ?? '';
  let count = 0;
  return {
    ...made,
    boss,
    ana: { ...made.door.as(user), id: user.id },
    stages,
    pipelines: { sales, wholesale },
    async makeRole(limits, others = {}) {
      const { status, body } = await boss.post('/roles', {
        name: `Role ${++count}`,
        objects: { '*': roles.manager.objects['*'], deal: others },
        limits: limits && { deal: limits },
      });
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body.data.id;
    },
    async have(role, ...otherRoles) {
      await made
        .as(made.admin)
        .work((work) =>
          changePerson(work, user.id, { role, otherRoles: otherRoles.length ? otherRoles : null }),
        );
    },
    async makeDeal(name, stage, more = {}) {
      const { status, body } = await boss.post('/deals', {
        ...{ name, stage: stages[stage], value: { amount: '100.00', currency: 'EUR' } },
        ...more,
      });
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body.data.id;
    },
  };
}
