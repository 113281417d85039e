import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inBackground } from '#test/door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';

const password = 'pelican-harbour-31';
let installation: Mailbox;
let own: Mailbox;
/** What the firm's own server does before it looks at a login. */
let before: () => Promise<number | undefined>;
let stop: () => Promise<void>;

beforeAll(async () => {
  own = await openMailbox(undefined, {
    login: { user: 'sales', password, before: () => before() },
  });
  installation = await openMailbox(undefined, { allow: `127.0.0.1:${own.port}` });
  stop = await inBackground((await workspace({ post: installation.post })).engine);
});
beforeEach(() => {
  before = async () => undefined;
});
afterAll(async () => {
  await stop();
  for (const each of [installation, own]) await each.stop();
});

const told = () => ({
  ...{ host: '127.0.0.1', port: own.port, encryption: 'none', login: 'sales' },
  ...{ senderName: 'Pumps', senderAddress: 'sales@pumps.example' },
});
const right = () => ({ ...told(), password });
const wrong = () => ({ ...told(), password: 'wrong-one' });

let invited = 0;
async function open() {
  const firm = await workspace({ post: installation.post });
  const boss = await (await openOutside(firm)).as(firm.admin);
  const { query } = firm.engine.database;
  return {
    boss,
    query,
    async invite() {
      const email = `held${++invited}@elsewhere.example`;
      expect((await boss.post('/invitations', { email, role: 'viewer' })).status).toBe(201);
      return email;
    },
    failed: async () => (await boss.get('/mail-settings')).body.data.failed,
    /** Ids of the letters that wait for another login, the oldest first. */
    async held(): Promise<string[]> {
      const { rows } = await query<{ id: string }>(
        `select id from outgoing_mail where state = 'held' and held_for = $1 order by id`,
        [firm.workspaceId],
      );
      return rows.map(({ id }) => id);
    },
  };
}

test('a login that is put right while the old one is being refused sends the letter', async () => {
  const { boss, invite, failed } = await open();
  await boss.put('/mail-settings', wrong());
  const [asked, saved] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  before = async () => {
    asked.resolve();
    await saved.promise;
    return undefined;
  };
  const email = await invite();
  await asked.promise;
  await boss.put('/mail-settings', right());
  saved.resolve();
  await own.to(email);
  expect(await failed()).toBeNull();
});

test('a wrong login is tried once, not once for each letter, nor again for another name', async () => {
  const { boss, invite, held, failed } = await open();
  await boss.put('/mail-settings', wrong());
  const tried = own.refusedLogins();
  const emails = [await invite()];
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(1);
  emails.push(await invite(), await invite());
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(3);
  const { password: _password, ...rest } = wrong();
  expect((await boss.put('/mail-settings', { ...rest, senderName: 'Pompy' })).status).toBe(200);
  expect(await failed()).toMatchObject({ trouble: 'login' });
  emails.push(await invite());
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(4);
  expect(own.refusedLogins() - tried).toBe(1);
  // Entered again, the same may be meant: the provider may have let the account in.
  await boss.put('/mail-settings', wrong());
  await expect.poll(() => own.refusedLogins() - tried, { timeout: 10_000 }).toBe(2);
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(4);
  await boss.put('/mail-settings', right());
  for (const email of emails) await own.to(email);
  expect(await failed()).toBeNull();
});

test('a login that is refused for the moment is tried again without anybody', async () => {
  const { boss, invite, failed } = await open();
  await boss.put('/mail-settings', right());
  const answers = [454];
  before = async () => answers.shift();
  const email = await invite();
  await expect.poll(failed, { timeout: 10_000 }).toMatchObject({ trouble: 'login' });
  const next = await invite();
  await own.to(next);
  await own.to(email);
  await expect.poll(failed, { timeout: 10_000 }).toBeNull();
});

test('a test mail that goes by the settings as they are takes along what waited for them', async () => {
  const { boss, invite, held, failed } = await open();
  await boss.put('/mail-settings', right());
  before = async () => 535;
  const email = await invite();
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(1);
  before = async () => undefined;
  expect((await boss.post('/mail-settings/test', told())).status).toBe(200);
  await own.to(email);
  expect(await failed()).toBeNull();
});

test('letters whose news is old do not go any more when a login is put right, however many have waited', async () => {
  const { boss, query, invite, held } = await open();
  await boss.put('/mail-settings', wrong());
  const old = await invite();
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(1);
  const [first] = await held();
  await query(
    `update outgoing_mail set created_at = created_at - interval '25 hours' where id = $1`,
    [first],
  );
  const fresh = await invite();
  await expect.poll(held, { timeout: 10_000 }).toHaveLength(2);
  const second = (await held()).find((id) => id !== first);
  await query(
    `insert into outgoing_mail (id, kind, content, state, created_at, held_for)
     select gen_random_uuid(), kind, content, state, created_at, held_for
     from outgoing_mail, generate_series(1, 120) where id = $1`,
    [second],
  );
  await boss.put('/mail-settings', right());
  await expect.poll(held, { timeout: 20_000 }).toEqual([]);
  await own.to(fresh);
  const { rows } = await query('select state, content, held_for from outgoing_mail where id = $1', [
    first,
  ]);
  expect(rows).toEqual([{ state: 'refused', content: '', held_for: null }]);
  expect(own.received.map(({ to }) => to)).not.toContain(old);
});
