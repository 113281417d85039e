import { expect, test } from 'vitest';
import { inTurn, isAnyUnderWay, noteVersion, versionOf } from './turns.ts';

test('a card that was moved with others is moved on once they have arrived, and not before', async () => {
  const did: string[] = [];
  const arrived = Promise.withResolvers<void>();
  const alone = inTurn(['deal/1'], async () => void did.push('one alone'));
  const together = inTurn(['deal/1', 'deal/2'], async () => {
    did.push('both set off');
    await arrived.promise;
    did.push('both arrived');
  });
  const on = inTurn(['deal/2'], async () => void did.push('two goes on'));
  await inTurn(['deal/3'], async () => void did.push('another goes at once'));
  await alone;
  expect(did).not.toContain('two goes on');
  arrived.resolve();
  await Promise.all([together, on]);
  expect(did.filter((one) => one !== 'another goes at once')).toEqual([
    'one alone',
    'both set off',
    'both arrived',
    'two goes on',
  ]);
  expect(isAnyUnderWay()).toBe(false);
});

test('what was refused holds up nothing that comes after it', async () => {
  const refused = inTurn(['deal/4', 'deal/5'], () => Promise.reject(new Error('refused')));
  const after = inTurn(['deal/5'], () => Promise.resolve('done'));
  await expect(refused).rejects.toThrow('refused');
  expect(await after).toBe('done');
});

test('an answer that comes late does not take the version back', () => {
  noteVersion('deal/6', ['stage'], 7);
  noteVersion('deal/6', ['stage', 'value'], 5);
  expect(versionOf('deal/6', ['stage'])).toBe(7);
  expect(versionOf('deal/6', ['stage', 'value'])).toBe(5);
  expect(versionOf('deal/6', ['owner', 'stage'])).toBe(0);
});
