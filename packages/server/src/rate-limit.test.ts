import { expect, test } from 'vitest';
import type { Caller } from '#test/door.ts';
import { openOutside } from '#test/outside.ts';
import { type TestUser, workspace } from '#test/workspace.ts';

test('T23 whoever asks too much waits a moment, and nobody else does', async () => {
  const firm = await workspace();
  firm.clock.set('2026-11-22T10:00:00Z');
  const outside = await openOutside(firm, { rateLimit: 100 });
  const ada = await outside.as(firm.admin);
  const first = await ada.get('/me');
  expect(first.headers).toMatchObject({
    'ratelimit-limit': '100',
    'ratelimit-remaining': '99',
    'ratelimit-reset': '1',
  });
  const more = await Promise.all(Array.from({ length: 120 }, () => ada.get('/people?limit=1')));
  expect(more.filter(({ status }) => status === 200)).toHaveLength(99);
  const refused = more.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(21);
  expect(refused[0]?.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '1',
    'ratelimit-remaining': '0',
  });
  expect(refused[0]?.body).toMatchObject({ code: 'too_many', status: 429 });
  expect((await ada.post('/people', { lastName: 'A' })).status).toBe(429);

  const bruno = await outside.as(await firm.makeUser());
  expect((await bruno.get('/me')).status).toBe(200);
  const otherKey = await outside.as(firm.admin);
  expect((await otherKey.get('/me')).status).toBe(200);

  // What was used comes back little by little, not all at once.
  firm.clock.pass(3);
  const again = await Promise.all(Array.from({ length: 10 }, () => ada.get('/me')));
  expect(again.filter(({ status }) => status === 200)).toHaveLength(5);
  firm.clock.pass(600);
  expect((await ada.get('/me')).headers['ratelimit-remaining']).toBe('99');
});

test('T23 those who are not signed in share what their address gets, which is less; made-up keys help nobody', async () => {
  const firm = await workspace();
  firm.clock.set('2026-11-22T10:00:00Z');
  const outside = await openOutside(firm, { rateLimit: 1000 });
  const { anybody } = outside;
  const from = (address: string, key?: string) =>
    anybody.get('/setup', {
      'x-forwarded-for': address,
      ...(key && { authorization: `Bearer ${key}` }),
    });
  expect((await from('1.2.3.4')).headers).toMatchObject({
    'ratelimit-limit': '100',
    'ratelimit-remaining': '99',
  });
  const many = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      from('1.2.3.4', i % 20 === 1 ? `made-up-${i}` : undefined),
    ),
  );
  expect(many.filter(({ status }) => status === 200)).toHaveLength(99);
  expect(many.filter(({ status }) => status === 429)).toHaveLength(1);
  expect((await from('1.2.3.5')).status).toBe(200);
  expect((await from('2001:db8:1:2:3::4')).headers['ratelimit-remaining']).toBe('99');
  expect((await from('2001:db8:1:2:5::6')).headers['ratelimit-remaining']).toBe('98');
  const ada = await outside.as(firm.admin);
  expect((await ada.get('/setup', { 'x-forwarded-for': '1.2.3.4' })).status).toBe(200);
});

test('T23 more keys do not help a person, nor more people a workspace; others have theirs', async () => {
  const firm = await workspace();
  firm.clock.set('2026-11-22T10:00:00Z');
  const outside = await openOutside(firm, { rateLimit: 20 });
  const served = async (keys: Caller[], times: number): Promise<number> => {
    const answers = await Promise.all(
      keys.flatMap((key) => Array.from({ length: times }, () => key.get('/objects'))),
    );
    return answers.filter(({ status }) => status === 200).length;
  };
  const keysOf = async (who: TestUser) => [
    await outside.as(who),
    await outside.as(who),
    await outside.as(who),
  ];
  expect(await served(await keysOf(firm.admin), 20)).toBe(40);
  for (let i = 0; i < 9; i++)
    expect(await served(await keysOf(await firm.makeUser()), 20)).toBe(40);
  const late = await outside.as(await firm.makeUser());
  const refused = await late.get('/me');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
  const elsewhere = await workspace();
  expect((await (await outside.as(elsewhere.admin)).get('/me')).status).toBe(200);
  firm.clock.pass(60);
  expect((await late.get('/me')).status).toBe(200);
});

test('T23 what keeps the server busy counts for more', async () => {
  const firm = await workspace();
  firm.clock.set('2026-11-22T10:00:00Z');
  const outside = await openOutside(firm, { rateLimit: 100 });
  const ada = await outside.as(firm.admin);
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await ada.get('/people/export?format=csv')).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  const again = await ada.get('/people/export?format=csv');
  expect(Number(again.headers['retry-after'])).toBe(15);
  firm.clock.pass(15);
  expect((await ada.get('/people/export?format=csv')).status).toBe(200);
});

test('T23 what is counted is counted alike, however the address is written', async () => {
  const firm = await workspace();
  firm.clock.set('2026-11-22T10:00:00Z');
  const outside = await openOutside(firm, { rateLimit: 100 });
  const ada = await outside.as(firm.admin);
  const forms = ['/people', '/%70eople', '/people?x=1', '/peopl%65', '/people?limit=1#x'];
  for (let i = 0; i < 100; i++) await ada.get(forms[i % forms.length] ?? '');
  for (const form of forms) expect((await ada.get(form)).status, form).toBe(429);
});

test('without a limit nothing is counted', async () => {
  const outside = await openOutside(await workspace(), { rateLimit: 0 });
  expect((await outside.anybody.get('/setup')).headers).not.toHaveProperty('ratelimit-limit');
});
