import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { freshDatabase } from '#test/database.ts';
import { connectDatabase } from '../db.ts';
import { newId } from '../id.ts';
import { createLog } from '../log.ts';
import { migrate } from '../migrate.ts';
import { openRowSecurity } from './open-row-security.ts';

const log = createLog('silent');

/** As an administrator makes it who knows nothing of row security. */
async function unprepared(name: string): Promise<pg.ClientConfig> {
  const { settings, maker, template } = inject('database');
  const database = `${template}_${name}_${Date.now()}`;
  const client = new pg.Client(maker);
  await client.connect();
  await client.query(`create database "${database}" template template0 owner "${settings.user}"`);
  await client.end();
  return { ...settings, database };
}

test('on a database that nobody prepared it goes without, says what is missing, and no search loses its index', async () => {
  const settings = await unprepared('bare');
  await migrate(settings, log);
  const database = connectDatabase(settings, log);
  expect(await openRowSecurity(database, log)).toMatchObject({ on: false, lacks: 'leakproof' });
  const { rows } = await database
    .of(newId())
    .query<{ role: string }>("select current_setting('role') as role");
  expect(rows).toEqual([{ role: 'none' }]);
  await database.stop();
});

test('once is enough: a second start finds everything secured and changes nothing', async () => {
  const database = await freshDatabase('secured');
  const policies = async () =>
    (await database.query('select oid, xmin from pg_policy order by oid')).rows;
  const before = await policies();
  expect(await openRowSecurity(database, log)).toEqual({ on: true });
  expect(await policies()).toEqual(before);
  await database.stop();
});
