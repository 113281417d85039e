import { expect, test } from 'vitest';
import { testDatabase } from '#test/database.ts';
import { asRefusal, constraintOf } from './database-errors.ts';

function pgError(code: string, message: string, fields: Record<string, string> = {}): Error {
  return Object.assign(new Error(message), { code, ...fields });
}

test('which rule said no is known on one PostgreSQL and on a cluster, whose message names the shard', () => {
  const message = 'duplicate key value violates unique constraint "tag_workspace_id_name_key';
  expect(constraintOf(pgError('23505', `${message}"`, { constraint: 'tag_name_uq' }))).toBe(
    'tag_name_uq',
  );
  expect(constraintOf(pgError('23505', `${message}_102799"`))).toBe('tag_workspace_id_name_key');
  expect(constraintOf(pgError('23505', `${message}"`))).toBe('tag_workspace_id_name_key');
});

test('a missing value names its column in both forms', () => {
  const message =
    'null value in column "name" of relation "tag_102799" violates not-null constraint';
  expect(constraintOf(pgError('23502', message, { column: 'name' }))).toBe('name');
  expect(constraintOf(pgError('23502', message))).toBe('name');
});

test('other errors have no constraint', () => {
  expect(constraintOf(pgError('42P01', 'relation "x" does not exist'))).toBeUndefined();
  expect(constraintOf(new Error('constraint "x"'))).toBeUndefined();
  expect(constraintOf('text')).toBeUndefined();
});

test('a real violation is read rightly', async () => {
  const database = await testDatabase();
  const work = database.tx(async ({ query }) => {
    await query(
      'create table unique_test (name text not null constraint unique_test_name_uq unique)',
    );
    await query("insert into unique_test values ('a'), ('a')");
  });
  expect(constraintOf(await work.catch((error: unknown) => error))).toBe('unique_test_name_uq');
});

test.each([
  ['53100', 'could not extend file: No space left on device', 'disk_full'],
  ['57P01', 'terminating connection due to administrator command', 'unavailable'],
  ['08006', 'connection failure', 'unavailable'],
  ['57P03', 'the database system is starting up', 'unavailable'],
  ['40P01', 'deadlock detected', 'unavailable'],
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432', 'unavailable'],
])('%s (%s) is told to the caller as %s', (code, message, expected) => {
  expect(asRefusal(pgError(code, message))).toMatchObject({ code: expected });
});

test.each([
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('"%s" means that the database is away', (message) => {
  expect(asRefusal(new Error(message))).toMatchObject({ code: 'unavailable' });
});

test('wrong SQL stays a defect', () => {
  const error = pgError('42601', 'syntax error');
  expect(asRefusal(error)).toBe(error);
});
