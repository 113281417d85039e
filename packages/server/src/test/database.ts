import pg from 'pg';
import { inject } from 'vitest';
import { connectDatabase, type Database } from '#platform/db.ts';
import { codeOf } from '#platform/error-facts.ts';
import { createLog } from '#platform/log.ts';

let opened: Promise<Database> | undefined;

/**
 * This worker's own database, migrated and empty at its first test. It is kept from one test to the
 * next: a test makes a workspace of its own and sees nothing of the others.
 */
export function testDatabase(): Promise<Database> {
  opened ??= openClone(`w${process.env['VITEST_POOL_ID']}`);
  return opened;
}

/** Another one, for a test that must be alone in it; the end of the run removes it. */
export function freshDatabase(name: string): Promise<Database> {
  return openClone(`${name}_${process.env['VITEST_POOL_ID']}_${Date.now()}`);
}

async function openClone(name: string): Promise<Database> {
  const { settings, maker, template } = inject('database');
  const database = `${template}_${name}`;
  const client = new pg.Client(maker);
  await client.connect();
  try {
    await client.query(
      `create database "${database}" template ${template} owner "${settings.user}"`,
    );
  } catch (error) {
    // 42P04: it is there already, made by an earlier file in this worker's place.
    if (codeOf(error) !== '42P04') throw error;
  } finally {
    await client.end();
  }
  return connectDatabase({ ...settings, database }, createLog('warn'));
}
