import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Caller, openDoor } from '#test/door.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { addFieldRoutes } from '../custom-fields/index.ts';
import { addObjectRoutes } from '../custom-objects/index.ts';
import { addFavouriteRoutes } from '../favourites/index.ts';
import { addFileRoutes } from '../files/index.ts';

/** What happened stays told; the rest is to be as it was. */
const told = ['change', 'event', 'event_effect', 'audit', 'audit_head', 'idempotency_key'];

/** That a record has been written since, and by whom, is no part of what it says. */
const upkeep = ['version', 'updated_at', 'updated_by'];

/** Every row of every table of the workspace as JSON, in order. */
async function fingerprint({
  engine,
  workspaceId,
}: TestWorkspace): Promise<Record<string, string[]>> {
  const { query } = engine.database;
  const { rows: tables } = await query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`,
    [],
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables.filter((one) => !told.includes(one.name))) {
    const { rows } = await query<{ row: string }>(
      `select (to_jsonb(t) - $2::text[])::text as row from "${name}" t where workspace_id = $1 order by 1`,
      [workspaceId, upkeep],
    );
    if (rows.length) found[name] = rows.map((row) => row.row);
  }
  return found;
}

const own = { name: 'machine', plural: 'machines', icon: 'car' };

async function open() {
  const firm = await workspace();
  const door = await openDoor(firm, (app, api) => {
    addFavouriteRoutes(app, api);
    addFileRoutes(app, api);
    addFieldRoutes(app, api);
    addObjectRoutes(app, api);
  });
  const ada = door.as(firm.admin);
  const rita = door.as(await firm.makeUser({ name: 'Rita' }));
  return { firm, ada, rita };
}

const idOf = async (who: Caller, plural: string, values: object): Promise<string> => {
  const { body } = await who.post(`/${plural}`, values);
  if (!body.data) throw new Error(JSON.stringify(body));
  return body.data.id;
};

const some = fc.subarray([0, 1, 2], { minLength: 0 });
const text = fc.option(fc.constantFrom('Buyer', 'buyer ', 'Head of sales', 'Seller'), {
  nil: null,
});

/** People with what may be said of them, and which of them each other thing points to. */
const plans = fc.record({
  people: fc.array(
    fc.record({
      jobTitle: text,
      description: text,
      birthday: fc.option(fc.constantFrom('1980-01-02', '--03-04'), { nil: null }),
      emails: fc.subarray(['a@x.example', 'b@x.example', 'c@x.example']),
      phones: fc.subarray(['011 555 0100', '+39 011 5550100', '02 555 0199']),
      tags: fc.subarray(['One', 'Two', 'three']),
      code: text,
      owned: fc.boolean(),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  deals: fc.array(some, { maxLength: 3 }),
  notes: fc.array(fc.record({ about: some, gone: fc.boolean() }), { maxLength: 4 }),
  calls: fc.array(
    fc.record({ about: some, done: fc.boolean(), day: fc.integer({ min: 1, max: 28 }) }),
    {
      maxLength: 3,
    },
  ),
  files: fc.array(some, { maxLength: 2 }),
  friends: fc.array(fc.constantFrom(0, 1, 2), { maxLength: 3 }),
  favourites: some,
  views: some,
  stays: fc.constantFrom(0, 1, 2),
});
type Plan = typeof plans extends fc.Arbitrary<infer P> ? P : never;

/** Makes what the plan says and gives the people's ids. */
async function build(ada: Caller, rita: Caller, plan: Plan): Promise<string[]> {
  const people: string[] = [];
  for (const { owned, ...person } of plan.people)
    people.push(await idOf(owned ? rita : ada, 'people', { lastName: 'Rossi', ...person }));
  const refs = (which: number[]) => which.map((i) => ({ object: 'person', id: people[i] ?? '' }));
  for (const which of plan.deals)
    await idOf(rita, 'deals', { name: 'Pumps', people: refs(which).map(({ id }) => id) });
  for (const { about, gone } of plan.notes) {
    const id = await idOf(rita, 'notes', { body: 'Called', about: refs(about) });
    if (gone) await rita.delete(`/notes/${id}`);
  }
  for (const { about, done, day } of plan.calls) {
    const due = `2026-12-${String(day).padStart(2, '0')}T10:00:00.000Z`;
    await idOf(ada, 'activities', { subject: 'Call', due, done, about: refs(about) });
  }
  for (const which of plan.files) {
    const form = new FormData();
    form.set('about', JSON.stringify(refs(which)));
    form.set('file', new Blob(['content']), 'a.txt');
    const sent = await rita.send('/files', form);
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
  }
  for (const [i, which] of plan.friends.entries()) {
    const values = { name: `Machine ${i}`, keeper: people[which], users: people.slice(0, i) };
    await idOf(rita, 'machines', values);
  }
  for (const { id } of refs(plan.favourites)) await rita.put(`/favourites/person/${id}`);
  for (const { id } of refs(plan.views)) {
    const filter = { or: [{ people: { has: id } }, { status: { eq: 'won' } }] };
    await idOf(rita, 'views', { object: 'deal', name: `Of ${id}`, filter });
  }
  return people;
}

test('whatever is merged, undoing it leaves every table as it was, but for what is told of it', async () => {
  const { firm, ada, rita } = await open();
  const label = { en: { one: 'Machine', many: 'Machines', new: 'New machine' } };
  const made = await ada.post('/objects', { ...own, label });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  for (const field of [
    { object: 'person', name: 'code', kind: 'text', label: { en: 'Code' } },
    { object: 'machine', name: 'keeper', kind: 'link', to: 'person', label: { en: 'Keeper' } },
    { object: 'machine', name: 'users', kind: 'links', to: 'person', label: { en: 'Users' } },
  ]) {
    const added = await ada.post('/fields', field);
    if (added.status !== 201) throw new Error(JSON.stringify(added.body));
  }
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const people = await build(ada, rita, plan);
      const main = people[plan.stays] ?? '';
      const others = people.filter((id) => id !== main);
      const choose = Object.fromEntries(
        ['jobTitle', 'birthday', 'code', 'owner'].map((name) => [name, main]),
      );
      const before = await fingerprint(firm);
      const merged = await ada.post(`/people/${main}/merge`, { others, choose });
      expect([merged.status, merged.body.errors]).toEqual([200, undefined]);
      expect(await fingerprint(firm)).not.toEqual(before);
      const undone = await ada.post(`/changes/${merged.body.batch}/undo`);
      expect(undone.body.data.counts.refused).toBe(0);
      expect(await fingerprint(firm)).toEqual(before);
    }),
    { numRuns: 15 },
  );
}, 240_000);
