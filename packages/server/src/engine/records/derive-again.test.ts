import { expect, test } from 'vitest';
import { eventually, inBackground } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { workspace } from '#test/workspace.ts';
import { deriveAgain } from './derive-again.ts';

async function open() {
  const made = await workspace();
  const outside = await openOutside(made);
  const ada = await outside.as(made.admin);
  const found = async (q: string): Promise<number> =>
    (await ada.get(`/people?q=${encodeURIComponent(q)}`)).body.data.length;
  /** As if a former release had made it: without words, title and keys of today. */
  const asBefore = async (): Promise<void> => {
    await made.engine.database.query(
      `update person set search = '', title = '?' where workspace_id = $1`,
      [made.workspaceId],
    );
    await made.engine.database.query(
      `with gone as (delete from match_key where workspace_id = $1)
       insert into match_key (workspace_id, object, key, record_id)
       select $1, 'person', 'fax:12345', id from person where workspace_id = $1`,
      [made.workspaceId],
    );
    await made.engine.database.query(
      `update derived_as set version = 'of before' where workspace_id = $1 and object = 'person'`,
      [made.workspaceId],
    );
  };
  const keys = async (): Promise<string[]> => {
    const { rows } = await made.engine.database.query<{ key: string }>(
      `select key from match_key where workspace_id = $1 and object = 'person' order by key`,
      [made.workspaceId],
    );
    return rows.map((row) => row.key);
  };
  return { ...made, ada, found, asBefore, keys };
}

test('what a former release had made of people is made anew at the next start', async () => {
  const { ada, engine, workspaceId, found, asBefore, keys } = await open();
  const emails = [{ value: 'ada@firm.example' }];
  const kept = (await ada.post('/people', { lastName: 'Lovelace', emails })).body.data;
  const deleted = (await ada.post('/people', { lastName: 'Babbage' })).body.data;
  await ada.delete(`/people/${deleted.id}`);
  const before = await keys();
  await asBefore();
  expect(await found('lovelace')).toBe(0);

  const stop = await inBackground(engine);
  await eventually(async () => (await found('lovelace')) === 1);
  await eventually(async () => !(await keys()).includes('fax:12345'));
  await stop();
  expect(await keys()).toEqual(before);
  const now = (await ada.get(`/people/${kept.id}`)).body.data;
  // Nobody has changed the person.
  expect(now).toEqual(kept);
  expect((await ada.get(`/people/${kept.id}/history`)).body.data).toHaveLength(1);
  await ada.post(`/people/${deleted.id}/restore`);
  expect(await found('babbage')).toBe(1);
  const { rows } = await engine.database.query(
    'select next_version, after from derived_as where workspace_id = $1 and next_version is not null',
    [workspaceId],
  );
  expect(rows).toEqual([]);
});

test('stopped in the middle it goes on from there', async () => {
  const { ada, engine, workspaceId, found, asBefore } = await open();
  const create = Array.from({ length: 2500 }, (_, i) => ({ lastName: `Person ${i}` }));
  await ada.post('/people/batch', { create });
  await asBefore();
  // The third portion is one too many for this process.
  let looks = 0;
  const signal = {
    throwIfAborted: () => {
      if (++looks > 2) throw new Error('stopped');
    },
  };
  await expect(deriveAgain(engine, workspaceId, signal)).rejects.toThrow('stopped');
  expect([await found('person 1'), await found('person 2499')]).toEqual([50, 0]);
  await engine.database.query(
    `update person set search = '' where workspace_id = $1 and title = 'Person 1'`,
    [workspaceId],
  );
  await deriveAgain(engine, workspaceId);
  expect(await found('person 2499')).toBe(1);
  // What had been done was not done again.
  expect(
    (await ada.get(`/people?filter=${JSON.stringify({ lastName: { eq: 'Person 1' } })}&q=person`))
      .body.data,
  ).toEqual([]);
});

test('what stands in a field of one’s own is found from the moment that it is searched, and no longer once it is gone', async () => {
  const { ada, engine, workspaceId, found } = await open();
  const stop = await inBackground(engine);
  await ada.post('/fields', {
    object: 'person',
    name: 'shoe',
    kind: 'text',
    label: { en: 'Shoe' },
  });
  await ada.post('/people', { lastName: 'Lovelace', shoe: 'Slipper' });
  expect(await found('slipper')).toBe(0);
  await engine.database.tx(async ({ query }) => {
    await query(
      `update custom_field set definition = definition || '{"search": "D"}' where workspace_id = $1`,
      [workspaceId],
    );
    await engine.workspaces.changed(query, workspaceId);
  });
  await eventually(async () => (await found('slipper')) === 1);
  await ada.delete('/fields/person.shoe');
  await eventually(async () => (await found('slipper')) === 0);
  await stop();
});

test('phone numbers without a country are those of the country that the workspace moves to', async () => {
  const { ada, engine, keys } = await open();
  const stop = await inBackground(engine);
  await ada.post('/people', { lastName: 'Lovelace', phones: [{ value: '612 345 678' }] });
  await ada.patch('/workspace', { country: 'PL' });
  const phones = async () => (await keys()).filter((key) => key.startsWith('phones:'));
  await eventually(async () => (await phones()).includes('phones:+48612345678'));
  await eventually(async () => (await phones()).length === 1);
  expect(await phones()).toEqual(['phones:+48612345678']);
  await stop();
});
