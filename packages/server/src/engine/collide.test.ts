import { Refusal } from '@relata/model';
import { beforeEach, expect, test } from 'vitest';
import { callingFrom } from '#platform/http/caller.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { auditBy } from './audit/audit.ts';
import { create } from './records/create.ts';
import { read } from './records/read.ts';
import { update } from './records/update.ts';
import { type Work, working } from './work.ts';

let firm: TestWorkspace;
let deal: string;
let activity: string;

beforeEach(async () => {
  firm = await workspace();
  const as = firm.as(firm.admin);
  deal = await as.work((work) => create(work, 'deal', { name: 'Roof' }));
  activity = await as.work((work) =>
    create(work, 'activity', {
      subject: 'Call them',
      about: [{ object: 'deal', id: deal }],
    }),
  );
});

/** Both hold what the other one wants next: without a second try one of them is refused, whatever the machine does. */
function crossing() {
  const [ofDeal, ofActivity] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const turns: string[] = [];
  return {
    turns,
    dealFirst: async (work: Work) => {
      turns.push('deal');
      await update(work, 'deal', deal, { expectedClose: '2027-03-01' });
      ofDeal.resolve();
      await ofActivity.promise;
      await update(work, 'activity', activity, { location: 'On the roof' });
    },
    activityFirst: async (work: Work) => {
      turns.push('activity');
      await update(work, 'activity', activity, { subject: 'Call them again' });
      ofActivity.resolve();
      await ofDeal.promise;
      await update(work, 'deal', deal, { name: 'Roof and walls' });
    },
  };
}

test('two people who change a deal and its activity in each other’s way both get what they changed', async () => {
  const as = firm.as(firm.admin);
  const { turns, dealFirst, activityFirst } = crossing();
  await Promise.all([as.work(dealFirst), as.work(activityFirst)]);
  expect(turns).toHaveLength(3);
  await expect(as.read((work) => read(work, 'deal', deal))).resolves.toMatchObject({
    name: 'Roof and walls',
    expectedClose: '2027-03-01',
  });
  await expect(as.read((work) => read(work, 'activity', activity))).resolves.toMatchObject({
    subject: 'Call them again',
    location: 'On the roof',
  });
});

test('what counts outside of its transaction is left to its queue, which begins it anew', async () => {
  const { turns, dealFirst, activityFirst } = crossing();
  const once = (task: (work: Work) => Promise<void>) =>
    working(firm.engine, firm.admin.actor, task, { once: true });
  const ended = await Promise.allSettled([once(dealFirst), once(activityFirst)]);
  expect(turns).toHaveLength(2);
  const [refused, ...more] = ended.flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  );
  expect(more).toEqual([]);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ code: 'unavailable', reason: 'busy' });
});

test('what is done anew is in the log once, and so is its number with who asked', async () => {
  const asked = { address: '127.0.0.1', agent: null, noted: [] };
  let turns = 0;
  await callingFrom(asked, () =>
    firm.as(firm.admin).work(async (work) => {
      const actor = { workspace: firm.workspaceId, user: firm.admin.id, name: 'Ada' };
      const entry = { action: 'exported' as const };
      await auditBy(work.connection.query, actor, work.now, entry);
      turns++;
      if (turns > 1) return;
      const collision = Object.assign(new Error('deadlock detected'), { code: '40P01' });
      throw Object.assign(new Refusal('unavailable', 'busy'), { cause: collision });
    }),
  );
  expect(turns).toBe(2);
  expect(asked.noted).toHaveLength(1);
});
