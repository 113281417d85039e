import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { openFiles } from '#platform/files.ts';
import { startJobs } from '#platform/jobs.ts';
import { testClock } from '#test/clock.ts';
import { freshDatabase } from '#test/database.ts';
import { eventually } from '#test/door.ts';
import { type Mailbox, openMailbox } from '#test/mailbox.ts';
import type { Engine } from '../engine.ts';
import { openEngine } from '../open.ts';
import type { Writer } from './outbox.ts';

let mailbox: Mailbox;
let engine: Engine;
let stop: () => Promise<void>;

/** Says nothing to whoever has left. */
const hello: Writer = async (_engine, { to = '', name = '', text = '' }, publicUrl) =>
  name === 'nobody'
    ? null
    : {
        to,
        subject: `Hello ${name}`,
        before: [text],
        button: { label: 'Open', href: `${publicUrl}/?a=1&b=2` },
        after: [],
      };

beforeEach(async () => {
  mailbox = await openMailbox();
  const database = await freshDatabase('mails');
  const opened = await openEngine({
    database,
    clock: testClock(),
    log: createLog('fatal'),
    files: openFiles('unused'),
    features: [{ name: 'hello', mails: { hello } }],
    post: mailbox.post,
  });
  engine = opened;
  const jobs = await startJobs(database, createLog('fatal'));
  const running = await opened.run(jobs);
  stop = async () => {
    await running.stop();
    await jobs.stop();
    await mailbox.stop();
    await database.stop();
  };
});
afterEach(() => stop());

const write = (content: Record<string, string>) =>
  engine.database.tx((connection) => engine.mails.queue(connection, 'hello', content));
const states = async () =>
  (
    await engine.database.query<{ state: string }>('select state from outgoing_mail order by id')
  ).rows.map((row) => row.state);

test('a mail leaves when the change that caused it is saved, and not when that fails', async () => {
  await expect(
    engine.database.tx(async (connection) => {
      await engine.mails.queue(connection, 'hello', { to: 'a@firm.example', name: 'lost' });
      throw new Error('it failed');
    }),
  ).rejects.toThrow('it failed');
  await write({ to: 'a@firm.example', name: 'Ana', text: 'Zażółć gęślą jaźń' });
  const letter = await mailbox.to('a@firm.example');
  expect(letter.head).toMatch(/Subject: Hello Ana/);
  expect(letter.head).toMatch(/From: Relata <relata@crm\.example>/);
  expect(letter.text).toContain('Zażółć gęślą jaźń');
  expect(letter.text).toContain('http://crm.example/?a=1&b=2');
  await eventually(async () => (await states()).join() === 'sent');
  expect(mailbox.received).toHaveLength(0);
});

test('what somebody calls themselves cannot become a link, a picture or a second recipient', async () => {
  await write({
    to: 'b@firm.example',
    name: 'x\r\nBcc: eve@elsewhere.example',
    text: '<img src=x onerror=alert(1)> & "friends"',
  });
  const letter = await mailbox.to('b@firm.example');
  expect(letter.head).not.toMatch(/^Bcc:/im);
  expect(letter.html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;friends&quot;');
  expect(letter.html).not.toContain('<img');
  expect(letter.html).toContain('href="http://crm.example/?a=1&amp;b=2"');
});

test('a mail server that is busy is asked again; one that refuses an address is not', async () => {
  mailbox.answers.push(550);
  await write({ to: 'c@firm.example', name: 'gone' });
  await eventually(async () => (await states()).includes('refused'));
  mailbox.answers.push(451);
  await write({ to: 'c@firm.example', name: 'busy' });
  const letter = await mailbox.to('c@firm.example');
  expect(letter.head).toMatch(/Subject: Hello busy/);
  await eventually(async () => (await states()).join() === 'refused,sent');
});

test('a mail whose acceptance was not heard of is not sent twice', async () => {
  mailbox.answers.push('drop');
  await write({ to: 'd@firm.example', name: 'once' });
  await mailbox.to('d@firm.example');
  await eventually(async () => (await states()).join() === 'unsure');
  expect(mailbox.received).toHaveLength(0);
});

test('what a mail holds cannot be read in the database, before or after', async () => {
  const stored = await engine.database.tx(async (connection) => {
    await engine.mails.queue(connection, 'hello', {
      to: 'e@firm.example',
      name: 'secret',
      text: 'a-link-that-lets-you-in',
    });
    const mails = await connection.query('select * from outgoing_mail');
    const jobs = await connection.query(`select * from pgboss.job where name = 'mail'`);
    return [...mails.rows, ...jobs.rows];
  });
  expect(stored).toHaveLength(2);
  expect(JSON.stringify(stored)).not.toContain('a-link-that-lets-you-in');
  await mailbox.to('e@firm.example');
  await eventually(async () => (await states()).join() === 'sent');
  const { rows } = await engine.database.query<{ content: string }>(
    'select content from outgoing_mail',
  );
  expect(rows).toEqual([{ content: '' }]);
});

test('a mail to somebody who is no longer there is not sent', async () => {
  await write({ to: 'f@firm.example', name: 'nobody' });
  await eventually(async () => (await states()).join() === 'nobody');
  expect(mailbox.received).toHaveLength(0);
});
