import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Config, readConfig } from '#platform/config.ts';
import type { Database, Query } from '#platform/db.ts';
import { newId } from '#platform/id.ts';
import { startJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { openSealer } from '#platform/seal.ts';
import { mailSealed } from '#engine/mails/outbox.ts';
import { freshDatabase } from '#test/database.ts';
import { examine, isWell, report } from './examine.ts';
import type { Finding } from './finding.ts';
import type { Machine } from './machine.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'relata-doctor-'));
const stamp = join(dataDir, 'last-backup');
const hour = 3_600_000;
const gibibyte = 1024 ** 3;
const machine: Machine = {
  node: 'v24.21.0',
  room: () => ({ free: 90 * gibibyte, total: 100 * gibibyte }),
};
let database: Database;
let config: Config;

beforeAll(async () => {
  config = readConfig({
    DATA_DIR: dataDir,
    PUBLIC_URL: 'https://crm.firm.example',
    SMTP_URL: 'smtp://mail.firm.example',
  });
  chmodSync(dataDir, 0o711);
  mkdirSync(join(dataDir, 'files'), { mode: 0o700 });
  writeFileSync(stamp, '');
  database = await freshDatabase('doctor');
});
afterAll(async () => {
  await database.stop();
  rmSync(dataDir, { recursive: true });
});

interface Other {
  config?: Partial<Config>;
  machine?: Partial<Machine>;
  now?: Date;
  database?: { query: Query } | string;
}

const look = (other: Other = {}): Promise<Finding[]> =>
  examine({
    config: { ...config, ...other.config },
    database: other.database ?? database,
    sealed: [mailSealed],
    now: other.now ?? new Date(),
    machine: { ...machine, ...other.machine },
  });

/** What it finds then, and did not find before. */
async function names(other: Other = {}): Promise<string[]> {
  return (await look(other)).map(({ name, level }) => `${level} ${name}`);
}

test('T30 an installation as it should be has nothing to be told', async () => {
  expect(await look()).toEqual([]);
  expect(report([], { asJson: false })).toBe('Nothing is wrong.');
  expect(isWell([])).toBe(true);
});

test.each<[string, Other]>([
  ['wrong plain_http', { config: { publicUrl: 'http://crm.firm.example' } }],
  ['wrong plain_http', { config: { publicUrl: 'http://192.168.1.7:8080' } }],
  ['advice open_port', { config: { host: '0.0.0.0' } }],
  ['wrong weak_secret', { config: { secret: 'change-me-change-me-change-me-please' } }],
  ['wrong weak_secret', { config: { secret: 'abababababababababababababababababab' } }],
  ['advice no_mail', { config: { smtpUrl: undefined } }],
  [
    'wrong disk_nearly_full',
    { machine: { room: () => ({ free: 4 * gibibyte, total: 100 * gibibyte }) } },
  ],
  [
    'wrong disk_nearly_full',
    { machine: { room: () => ({ free: gibibyte / 2, total: 4 * gibibyte }) } },
  ],
  ['advice old_node', { machine: { node: 'v20.20.2' } }],
  ['advice old_node', { machine: { node: 'v25.1.0' } }],
])('T30 %s is said', async (name, other) => {
  expect(await names(other)).toEqual([name]);
  const [finding] = await look(other);
  expect(finding?.what).toMatch(/^[A-Z].*[.]$/);
  expect(finding?.todo.length).toBeGreaterThan(10);
});

test('T30 on this machine alone, or with any secret that was made at random, there is nothing to say', async () => {
  for (const publicUrl of ['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:8080'])
    expect(await names({ config: { publicUrl } })).toEqual([]);
  for (let i = 0; i < 200; i++) {
    const bytes = randomBytes(32);
    for (const secret of [bytes.toString('base64'), bytes.toString('hex')])
      expect(await names({ config: { secret }, database: 'skipped' }), secret).toEqual([
        'wrong no_database',
      ]);
  }
});

test('T30 a backup that is older than a day, or of tomorrow, is none', async () => {
  for (const hoursAgo of [25, -20]) {
    const then = new Date(Date.now() - hoursAgo * hour);
    utimesSync(stamp, then, then);
    expect(await names()).toEqual(['wrong no_backup']);
  }
  rmSync(stamp);
  expect(await names()).toEqual(['wrong no_backup']);
  writeFileSync(stamp, '');
  expect(await names()).toEqual([]);
});

test('T30 a data folder that others may read is said', async () => {
  for (const [path, open, closed] of [
    [dataDir, 0o755, 0o711],
    [join(dataDir, 'secret'), 0o640, 0o600],
    [join(dataDir, 'files'), 0o701, 0o700],
  ] as const) {
    chmodSync(path, open);
    const [finding] = await look();
    expect([finding?.name, finding?.todo]).toEqual([
      'open_to_others',
      expect.stringContaining(path),
    ]);
    chmodSync(path, closed);
  }
  expect(await names()).toEqual([]);
});

test('T30 a user of the database that may do everything is said, and one that only owns it is not', async () => {
  const as =
    (role: string): Query =>
    (text, values, options) =>
      database.query(text.replace('session_user', `(${role})`), values, options);
  const told = (role: string) =>
    names({
      config: { databaseUrl: 'postgres://somewhere/relata' },
      database: { query: as(role) },
    });
  expect(await told('select rolname from pg_roles where oid = 10')).toEqual(['wrong strong_role']);
  expect(await told("select 'pg_monitor'")).toEqual([]);
});

test('T12 T30 a table in which the database does not keep workspaces apart is said', async () => {
  await database.query('alter table note no force row level security');
  expect(await names()).toEqual(['advice row_security_off']);
  await database.query('alter table note force row level security');
});

test('T30 a clock that differs from the database’s, or stands before what has happened, is said', async () => {
  const late = new Date(Date.now() + 10 * 60_000);
  expect(await names({ now: late })).toEqual(['wrong clock']);
  utimesSync(stamp, late, late);
  const [finding] = await look({ now: new Date('2020-01-01T00:00:00Z') });
  expect(finding).toMatchObject({ name: 'no_backup' });
  expect(await look({ now: new Date('2020-01-01T00:00:00Z') })).toContainEqual(
    expect.objectContaining({
      name: 'clock',
      what: expect.stringContaining('before the last migration'),
    }),
  );
  writeFileSync(stamp, '');
  utimesSync(stamp, new Date(), new Date());
});

test('T30 migrations that have not run are said, and nothing is asked of tables that are not there', async () => {
  await database.query('update schema_migration set finished_at = null where version = 1');
  expect(await names()).toEqual(['wrong pending_migrations']);
  await database.query('update schema_migration set finished_at = now() where version = 1');
  expect(await names({ now: new Date() })).toEqual([]);
});

test('T30 work that fails again and again is said by its name', async () => {
  const jobs = await startJobs(database, createLog('silent'));
  try {
    await jobs.define('breaks', { retryLimit: 0 }, () => Promise.reject(new Error('broken')));
    await jobs.send('breaks', {});
    await expect.poll(() => names()).toEqual(['wrong failing_jobs']);
    expect((await look())[0]?.what).toMatch(/breaks \(1\)/);
  } finally {
    await jobs.stop();
  }
  await database.query("delete from pgboss.job where name = 'breaks'");
});

test('T30 mails that do not go out are said, with what the mail server says', async () => {
  const sealer = openSealer(config, 'mail');
  const add = (state: string, minutesAgo: number, error: string | null) =>
    database.query(
      `insert into outgoing_mail (id, kind, content, state, created_at, error)
       values ($1, 'passwordReset', $2, $3, now() - make_interval(mins => $4), $5)`,
      [newId(), sealer.seal('{}'), state, minutesAgo, error],
    );
  await add('waiting', 5, null);
  await add('sent', 5, null);
  await add('refused', 2000, null);
  expect(await names()).toEqual([]);
  await add('waiting', 90, 'Greylisted');
  expect((await look())[0]).toMatchObject({
    name: 'failing_mail',
    what: '1 mails of the last day have not been sent; the mail server said: Greylisted.',
  });
  await database.query("delete from outgoing_mail where state = 'waiting'");
  expect(await names()).toEqual([]);
  await add('held', 5, 'Bad login');
  expect(await names()).toEqual(['wrong failing_mail']);
  await database.query("delete from outgoing_mail where state = 'held'");
  await add('refused', 5, 'No relaying');
  expect(await names()).toEqual(['wrong failing_mail']);
  await database.query('delete from outgoing_mail');
});

test('T27 T30 a key that is gone is said as long as its secrets are kept', async () => {
  const earlier = 'xK4v9Q0b7RzWm2Lp8sTn5uYc1dEf3gHj';
  await database.query(
    `insert into outgoing_mail (id, kind, content, state, created_at) values ($1, 'x', $2, 'waiting', now())`,
    [newId(), openSealer({ secret: earlier }, 'mail').seal('{}')],
  );
  expect(await names()).toEqual(['wrong secret_lost']);
  expect(await names({ config: { olderSecrets: [earlier] } })).toEqual([]);
  await database.query('delete from outgoing_mail');
});

test('what is wrong comes before what is advised; a program gets it as JSON', async () => {
  const found = await look({
    config: { smtpUrl: undefined, publicUrl: 'http://crm.firm.example' },
    database: 'The database in DATABASE_URL cannot be used.',
  });
  expect(found.map(({ name }) => name)).toEqual(['plain_http', 'no_database', 'no_mail']);
  expect(isWell(found)).toBe(false);
  expect(isWell(found.slice(2))).toBe(true);
  expect(report(found, { asJson: false })).toMatch(/^wrong: plain_http\n {2}People .*\n {2}→ Put /);
  expect(report(found, { asJson: false })).toMatch(/2 wrong, 1 to consider\.$/);
  expect(JSON.parse(report(found, { asJson: true }))).toEqual({ well: false, findings: found });
});
