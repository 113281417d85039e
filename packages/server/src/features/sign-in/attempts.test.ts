import { Refusal } from '@relata/model';
import { expect, test } from 'vitest';
import { testClock } from '#test/clock.ts';
import { countAttempts, networkOf } from './attempts.ts';

const wrong = () => Promise.reject(new Refusal('unauthenticated', 'wrong', { reason: 'guess' }));
const right = () => Promise.resolve('in');

test('whoever remembers the password after nine wrong ones starts anew', async () => {
  const attempts = countAttempts(testClock());
  const where = { account: 'ada@firm.example', address: '192.0.2.1' };
  for (let i = 0; i < 9; i++)
    await expect(attempts.at(where, 'guess', wrong)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  expect(await attempts.at(where, 'guess', right)).toBe('in');
  const elsewhere = { ...where, address: '192.0.2.2' };
  for (let i = 0; i < 10; i++)
    await expect(attempts.at(elsewhere, 'guess', wrong)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  await expect(attempts.at(elsewhere, 'guess', right)).rejects.toMatchObject({ code: 'too_many' });
});

test('a right password for oneself does not let an address go on guessing at others', async () => {
  const attempts = countAttempts(testClock());
  const address = '192.0.2.1';
  for (let i = 0; i < 10; i++) {
    await attempts.at({ account: 'me', address }, 'guess', right);
    await expect(
      attempts.at({ account: `other${i}`, address }, 'guess', wrong),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  await expect(attempts.at({ account: 'other', address }, 'guess', wrong)).rejects.toMatchObject({
    code: 'too_many',
  });
});

test('ten minutes later they may try again, each wrong one by itself', async () => {
  const clock = testClock();
  clock.set('2026-11-22T10:00:00Z');
  const attempts = countAttempts(clock);
  const where = { address: '192.0.2.1' };
  for (let i = 0; i < 10; i++) {
    await expect(attempts.at(where, 'guess', wrong)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    clock.pass(30);
  }
  await expect(attempts.at(where, 'guess', right)).rejects.toMatchObject({
    code: 'too_many',
    details: { retryAfter: 300 },
  });
  clock.pass(300);
  await expect(attempts.at(where, 'guess', wrong)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await expect(attempts.at(where, 'guess', wrong)).rejects.toMatchObject({ code: 'too_many' });
});

test('what fails for another reason is no guess', async () => {
  const attempts = countAttempts(testClock());
  const away = () => Promise.reject(new Refusal('unavailable', 'the database is away'));
  for (let i = 0; i < 20; i++)
    await expect(attempts.at({ address: 'x' }, 'guess', away)).rejects.toMatchObject({
      code: 'unavailable',
    });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('T1 what is counted by a name that no address has is counted by its beginning', async () => {
  const attempts = countAttempts(testClock());
  const account = 'x'.repeat(1_000_000);
  for (let i = 0; i < 10; i++)
    await expect(
      attempts.at({ account: `${account}${i}`, address: `192.0.2.${i}` }, 'guess', wrong),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(
    attempts.at({ account, address: '192.0.2.99' }, 'guess', wrong),
  ).rejects.toMatchObject({ code: 'too_many' });
});
