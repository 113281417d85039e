import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

async function open() {
  const firm = await workspace();
  return { ...firm, boss: await (await openOutside(firm)).as(firm.admin) };
}

const idOf = async (asked: ReturnType<Caller['post']>): Promise<string> => {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.data.id ?? body.data.name;
};
const fileOf = async (boss: Caller) => (await boss.get('/set-up/export')).body;
const apply = async (boss: Caller, file: object, dryRun = false) =>
  (await boss.post(`/set-up/apply${dryRun ? '?dryRun=1' : ''}`, file)).body.data;
const did = (answer: { steps: { does: string; name: string; why?: object }[] }, what: string) =>
  answer.steps
    .filter(({ does }) => does === what)
    .map(({ name, why }) => (why ? [name, why] : name));

const reasons = ({ steps }: { steps: { why?: { code: string } }[] }) =>
  steps.flatMap(({ why }) => (why ? [why.code] : []));

/** A firm that has made Relata its own in every way. */
async function shape({ boss, admin }: Awaited<ReturnType<typeof open>>) {
  await idOf(
    boss.post('/objects', {
      name: 'property',
      plural: 'properties',
      label: { en: { one: 'Property', many: 'Properties' } },
      icon: 'home',
    }),
  );
  const top = { name: 'top', label: { en: 'Top' }, fields: ['owner', 'name'] };
  await idOf(
    boss.patch('/objects/property', { position: 1, layouts: { '*': { sections: [top] } } }),
  );
  const pipeline = await idOf(boss.post('/pipelines', { name: 'Ten/ders', isDefault: true }));
  const first = await idOf(boss.post('/stages', { name: 'First', pipeline, position: 1 }));
  await idOf(boss.post('/stages', { name: 'First', pipeline, position: 2, help: 'Again' }));
  await idOf(boss.post('/lost-reasons', { name: 'Weather {rain}', position: 9 }));
  const north = await idOf(boss.post('/teams', { name: 'North', members: [admin.id] }));
  await idOf(boss.post('/teams', { name: 'Far north', parent: north }));
  const role = await idOf(
    boss.post('/roles', {
      name: 'Helpers',
      objects: { '*': { read: 'all' }, property: { create: true } },
      limits: { deal: { stages: { [first]: { update: 'own' } }, pipelines: {} } },
    }),
  );
  await boss.patch('/lead-settings', { companySection: 'company', consultantKind: null });
  const label = { en: 'Budget', it: 'Budget' };
  await idOf(
    boss.post('/fields', {
      ...{ object: 'deal', name: 'budget', kind: 'money', label },
      requiredFrom: { stage: first },
      seenBy: [role, north, admin.id],
    }),
  );
  await idOf(
    boss.post('/fields', {
      ...{ object: 'property', name: 'state', kind: 'select', label: { en: 'State' } },
      options: ['new', 'sold'],
    }),
  );
  await idOf(
    boss.post('/fields', {
      ...{ object: 'property', name: 'deal', kind: 'link', to: 'deal', label: { en: 'Deal' } },
      showWhen: { state: { eq: 'sold' } },
    }),
  );
  const own = { object: 'deal', name: 'mine', kind: 'text', label: { en: 'Mine' } };
  await idOf(boss.post('/fields', { ...own, seenBy: [admin.id] }));
  await boss.patch('/objects/property', { board: { by: 'state' } });
  const worth = { name: 'worth', label: { en: 'Worth' }, fields: ['value', 'name'] };
  await idOf(
    boss.patch('/objects/deal', {
      label: { en: { one: 'Sale', many: 'Sales' } },
      layouts: { [pipeline]: { sections: [worth] } },
    }),
  );
  await boss.patch('/fields/deal.value', { required: true });
  await boss.patch('/workspace', { ownerChange: 'administrators', rates: { PLN: '0.25' } });
  const shared = { object: 'deal', sharedWith: 'everyone', layout: 'table' };
  const filter = { and: [{ stage: { in: [first] } }, { budget: { empty: false } }] };
  await idOf(boss.post('/views', { ...shared, name: 'First ones', filter }));
  await idOf(boss.post('/views', { ...shared, name: 'Only mine', sharedWith: 'me' }));
  const hers = { owner: { in: [admin.id] } };
  await idOf(boss.post('/views', { ...shared, name: 'Of Ada', filter: hers }));
  const some = { object: 'deal', layout: 'table', sharedWith: 'some' };
  const few = { activities: { none: { category: { eq: 'call' }, due: { within: 'thisMonth' } } } };
  await idOf(
    boss.post('/views', {
      ...{ ...some, name: 'For sales', isDefault: true, filter: few },
      roles: ['salesperson', role],
      audience: [north, admin.id],
    }),
  );
  await idOf(boss.post('/views', { ...some, name: 'For Ada', audience: [admin.id] }));
  await idOf(boss.post('/tags', { name: 'big', colour: 'red' }));
}

test('the set-up of one firm, applied to a new one, makes the same of it; applied again it changes nothing', async () => {
  const [from, to] = [await open(), await open()];
  await shape(from);
  const { leftOut, ...file } = await fileOf(from.boss);
  expect(leftOut).toEqual([{ object: 'view', name: '{{view:deal/Of Ada}}' }]);
  expect(file.records.view).toContainEqual(
    expect.objectContaining({
      ...{ name: 'For sales', sharedWith: 'some', isDefault: true },
      roles: ['salesperson', '{{role:Helpers}}'],
      audience: ['{{team:North}}'],
    }),
  );
  expect(JSON.stringify(file)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  expect(JSON.stringify(file)).not.toContain('Only mine');
  expect(JSON.stringify(file)).not.toContain('For Ada');
  expect(JSON.stringify(file)).not.toContain(from.admin.email);

  expect(file.settings).toEqual({
    leads: { employeeKind: 'employee', consultantKind: null, companySection: 'company' },
  });

  const before = await fileOf(to.boss);
  const preview = await apply(to.boss, file, true);
  expect(preview.batch).toBeNull();
  expect(did(preview, 'refuse')).toEqual([]);
  expect(did(preview, 'add')).toEqual(
    expect.arrayContaining(['property', 'budget', 'Helpers', 'big']),
  );
  expect(await fileOf(to.boss)).toEqual(before);

  const done = await apply(to.boss, { ...file, leftOut });
  expect(done.steps).toEqual(preview.steps);
  expect(await fileOf(to.boss)).toEqual(file);
  expect((await to.boss.post('/properties', { name: 'Villa', state: 'new' })).status).toBe(201);
  expect((await to.boss.get('/properties/board')).status).toBe(200);
  const again = await apply(to.boss, file);
  expect(again.batch).toBeNull();
  expect(new Set(again.steps.map((one: { does: string }) => one.does))).toEqual(new Set(['keep']));
  expect(await fileOf(to.boss)).toEqual(file);

  const { body } = await to.boss.get('/audit');
  expect(body.data.map((one: { details: { of: string } }) => one.details.of)).toContain('setUp');
  expect((await to.boss.post(`/changes/${done.batch}/undo`)).status).toBe(200);
  const tags = (await to.boss.get('/tags')).body.data;
  expect(tags).toEqual([]);
});

test('a firm that is shaped in its own way keeps what the file does not name, and what cannot be is told', async () => {
  const [from, to] = [await open(), await open()];
  await shape(from);
  const { boss } = to;
  await idOf(
    boss.post('/fields', { object: 'deal', name: 'budget', kind: 'text', label: { en: 'Text' } }),
  );
  const kept = { object: 'deal', name: 'kept', kind: 'select', label: { en: 'Kept' } };
  await idOf(boss.post('/fields', { ...kept, options: ['a', 'b'] }));
  await idOf(boss.post('/lost-reasons', { name: 'Ours' }));
  await idOf(boss.post('/tags', { name: 'big', colour: 'blue' }));
  const deal = await idOf(boss.post('/deals', { name: 'Pump', budget: 'much', kept: 'b' }));
  const file = await fileOf(from.boss);
  file.fields.push({ ...kept, options: ['a', { value: 'c', colour: 'red' }] });
  const done = await apply(boss, file);
  expect(did(done, 'refuse')).toEqual([['budget', { code: 'set_up_kind', field: 'budget' }]]);
  expect((await boss.get(`/deals/${deal}`)).body.data).toMatchObject({ budget: 'much', kept: 'b' });
  const now = await fileOf(boss);
  expect(now.fields).toContainEqual({
    ...kept,
    options: [{ value: 'a' }, { value: 'c', colour: 'red' }, { value: 'b' }],
  });
  const names = (object: string) => now.records[object].map((one: { name: string }) => one.name);
  expect(names('lostReason')).toEqual(expect.arrayContaining(['Ours', 'Weather {rain}']));
  expect(now.records.tag).toEqual([{ name: 'big', colour: 'red' }]);
  expect((await apply(boss, file)).batch).toBeNull();
});

test('whoever administers brings along what is for teams and roles, also those they are not in', async () => {
  const [from, to] = [await open(), await open()];
  const as = async (firm: typeof from, role: 'salesperson' | 'administrator') => {
    const user = await firm.makeUser({ role });
    return { ...user, ...(await (await openOutside(firm)).as(user)) };
  };
  const some = { object: 'deal', layout: 'table', sharedWith: 'some' };
  const bob = await as(from, 'salesperson');
  const north = await idOf(from.boss.post('/teams', { name: 'North', members: [bob.id] }));
  const south = await idOf(from.boss.post('/teams', { name: 'South' }));
  const ours = await idOf(bob.post('/views', { ...some, name: 'Ours', audience: [north] }));
  await idOf(bob.post('/views', { ...some, name: 'Sales', roles: ['salesperson'] }));
  const other = await from.makeUser();
  await idOf(bob.post('/views', { ...some, name: 'Between us', audience: [other.id] }));
  const file = await fileOf(from.boss);
  const views = file.records.view.map((one: { name: string }) => one.name);
  expect(views).toEqual(expect.arrayContaining(['Ours', 'Sales']));
  expect(JSON.stringify(file)).not.toContain('Between us');

  expect(did(await apply(to.boss, file), 'refuse')).toEqual([]);
  const second = await as(to, 'administrator');
  expect((await apply(second, file)).batch).toBeNull();

  const { data } = (await second.get('/views?limit=100')).body;
  expect(data.some((one: { name: string }) => one.name === 'Ours')).toBe(false);
  const [dora, gone] = [await to.makeUser(), await to.makeUser()];
  await to.engine.database.query(
    `update view set audience = audience || $2::uuid[] where workspace_id = $1 and name = 'Ours'`,
    [to.workspaceId, [dora.id, gone.id]],
  );
  await to.engine.database.query('update "user" set deleted_at = now() where id = $1', [gone.id]);
  expect((await apply(second, file)).batch).toBeNull();
  await idOf(bob.patch(`/views/${ours}`, { audience: [south, north], sort: '-value' }));
  const changed = await apply(second, await fileOf(from.boss));
  expect([did(changed, 'refuse'), did(changed, 'change')]).toEqual([[], ['deal/Ours']]);
  const { rows } = await to.engine.database.query<{ audience: string[]; sort: string }>(
    `select v.audience, v.sort from view v where workspace_id = $1 and name = 'Ours'`,
    [to.workspaceId],
  );
  expect(rows).toMatchObject([{ sort: '-value' }]);
  expect(rows[0]?.audience).toHaveLength(3);
  expect(rows[0]?.audience).toContain(dora.id);

  // What they have brought along they may take back, and bring along again.
  const sortNow = async () => {
    const now = await to.engine.database.query<{ sort: string | null }>(
      `select sort from view where workspace_id = $1 and name = 'Ours'`,
      [to.workspaceId],
    );
    return now.rows[0]?.sort;
  };
  await idOf(bob.patch(`/views/${ours}`, { sort: 'value' }));
  const { batch } = await apply(second, await fileOf(from.boss));
  expect(await sortNow()).toBe('value');
  const undone = await second.post(`/changes/${batch}/undo`);
  expect(undone.body.data).toMatchObject({ counts: { refused: 0 } });
  expect(await sortNow()).toBe('-value');
  const again = await second.post(`/changes/${undone.body.data.batch}/undo`);
  expect(again.body.data).toMatchObject({ counts: { refused: 0 } });
  expect(await sortNow()).toBe('value');
});

test('what is no such file, names what nobody has, or brings ids along, is refused in words', async () => {
  const { boss, makeUser, engine } = await open();
  const file = await fileOf(boss);
  const wrong = [
    [{ name: 'my list' }, 'set_up_file'],
    [{ ...file, version: 2 }, 'set_up_version'],
    [{ ...file, fields: 'none' }, 'set_up_broken'],
  ] as const;
  for (const [body, code] of wrong) {
    const answer = await boss.post('/set-up/apply', body);
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, code]);
    expect(answer.body.errors[0].message).not.toContain(code);
  }
  const view = { object: 'deal', name: 'X', layout: 'table', sharedWith: 'everyone' };
  const done = await apply(boss, {
    ...file,
    settings: { sails: { colour: 'blue' }, leads: { companySection: 'nowhere' } },
    objects: [{ name: 'deal', plural: 'deals', off: 'maybe' }],
    records: {
      nothing: [{ name: 'x' }],
      view: [
        { ...view, filter: { stage: { in: ['{{stage:Nowhere/Else}}'] } } },
        { ...view, name: 'Y', filter: { owner: { in: ['01890000-0000-7000-8000-000000000000'] } } },
        { ...view, name: 'Z', createdBy: 'me' },
      ],
    },
  });
  expect(reasons(done)).toEqual([
    'malformed',
    'set_up_object',
    'set_up_unknown',
    'set_up_id',
    'unknown_field',
    'set_up_unknown',
    'option',
  ]);
  expect(await fileOf(boss)).toEqual(file);
  const rep = await (await openOutside({ engine })).as(await makeUser({ role: 'manager' }));
  expect((await rep.get('/set-up/export')).status).toBe(403);
  expect((await rep.post('/set-up/apply', file)).status).toBe(403);
});

const word = fc
  .string({ minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() === text && text.trim().length > 0);

test('whatever a firm calls its stages, tags and teams, the file says it, and another firm understands it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(word, { minLength: 1, maxLength: 3, selector: (one) => one.toLowerCase() }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      async (pipelines, stages) => {
        const [from, to] = [await open(), await open()];
        for (const name of pipelines) {
          const pipeline = await idOf(from.boss.post('/pipelines', { name: `${name}.` }));
          for (const stage of stages)
            await idOf(from.boss.post('/stages', { name: stage, pipeline }));
        }
        const file = await fileOf(from.boss);
        expect(did(await apply(to.boss, file), 'refuse')).toEqual([]);
        expect(await fileOf(to.boss)).toEqual(file);
      },
    ),
    { numRuns: 6 },
  );
});
