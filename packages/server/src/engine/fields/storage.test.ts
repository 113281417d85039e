import { fieldKinds, kinds } from '@relata/model';
import { expect, test } from 'vitest';
import { storage, storageOf } from './storage.ts';

test('whatever part of a value can be asked about lies somewhere in the database', () => {
  for (const kind of fieldKinds)
    expect([kind, Object.keys(storageOf({ kind }).parts ?? {})]).toEqual([
      kind,
      Object.keys(kinds[kind].parts ?? {}),
    ]);
  expect(Object.keys(storage.money.parts)).toEqual(['currency']);
});
