import { realpathSync } from 'node:fs';
import pg from 'pg';
import { codeOf } from '../error-facts.ts';
import { clusterPassword, superuser } from './initialise.ts';
import type { Site } from './launch.ts';
import { ownDatabase } from './own-database.ts';
import type { Postmaster } from './postmaster-file.ts';

/** How to reach the embedded server; fits `pg.ClientConfig`. */
export interface Address {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
}

const database = 'relata';
/** Owns the database and is bound by its policies; the superuser keeps the cluster. */
const login = 'relata_server';
const keeperName = 'relata keeper';

export function addressOf(site: Site, running: Postmaster): Address {
  const password = clusterPassword(site.cluster);
  return {
    host: running.socketFolder || '127.0.0.1',
    port: running.port,
    user: login,
    database,
    ...(password !== undefined && { password }),
  };
}

export const asSuperuser = (address: Address): Address => ({ ...address, user: superuser });

/**
 * One connection per process that uses the server. Its end tells that the server has gone, and by
 * counting them the last process to leave knows that it is the last.
 * Undefined: nobody answers there, or somebody who serves another folder.
 */
export async function openKeeper(site: Site, address: Address): Promise<pg.Client | undefined> {
  const keeper = await keep(site, asSuperuser(address));
  if (keeper) await ownDatabase(keeper, address);
  return keeper;
}

async function keep(site: Site, address: Address): Promise<pg.Client | undefined> {
  try {
    return await connect(site, address);
  } catch (error) {
    if (codeOf(error) !== '3D000') return undefined;
    await createDatabase(address);
    return connect(site, address).catch(() => undefined);
  }
}

/** Does another process of ours use this server? */
export async function hasCompany(keeper: pg.Client): Promise<boolean> {
  const { rows } = await keeper.query<{ others: boolean }>(
    'select count(*) > 0 as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
    [keeperName],
  );
  return rows[0]?.others ?? false;
}

async function connect(site: Site, address: Address): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    ...address,
    application_name: keeperName,
    connectionTimeoutMillis: 5_000,
  });
  // Its end is what counts; the error that announces it is not needed.
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const served = rows[0]?.data_directory;
  if (served && realpathSync(served) === realpathSync(site.data)) return client;
  await client.end();
  return undefined;
}

async function createDatabase(address: Address): Promise<void> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`create database ${database}`);
  } catch (error) {
    // 42P04: another process that started at the same moment has made it.
    if (codeOf(error) !== '42P04') throw error;
  } finally {
    await client.end();
  }
}
