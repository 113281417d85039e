import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { type TestWorkspace, workspace } from '#test/workspace.ts';
import { reading, type Work, working } from '../work.ts';
import { aggregate } from './aggregate.ts';
import { create } from './create.ts';
import { remove } from './remove.ts';
import { update } from './update.ts';
import { whileUnchanged } from './while-unchanged.ts';

let firm: TestWorkspace;

beforeEach(async () => {
  firm = await workspace();
});

const total = async (work: Work): Promise<number> => {
  const [row] = await aggregate(work, 'company', { measures: 'count' });
  return Number(row?.['count']);
};
const seen = async () => total(await reading(firm.engine, firm.admin.actor));
const made = (work: Work, name: string) => create(work, 'company', { name });

test('what somebody has just saved is in the next total, and what was taken back is not', async () => {
  const before = await seen();
  const id = await working(firm.engine, firm.admin.actor, (work) => made(work, 'Acme'));
  expect(await seen()).toBe(before + 1);
  expect(await seen()).toBe(before + 1);
  await working(firm.engine, firm.admin.actor, (work) => remove(work, 'company', [id]));
  expect(await seen()).toBe(before);
});

test('what is not committed yet counts for whoever does it, and for nobody else', async () => {
  const before = await seen();
  const failing = working(firm.engine, firm.admin.actor, async (work) => {
    await made(work, 'Acme');
    expect(await total(work)).toBe(before + 1);
    expect(await seen()).toBe(before);
    expect(await total(work)).toBe(before + 1);
    expect(await seen()).toBe(before);
    throw new Error('never mind');
  });
  await expect(failing).rejects.toThrow('never mind');
  expect(await seen()).toBe(before);
});

test('asked again while nothing is written, the database is not', async () => {
  const work = await reading(firm.engine, firm.admin.actor);
  const asked: string[] = [];
  const { query } = work.connection;
  const watched: Work = {
    ...work,
    connection: {
      ...work.connection,
      query(text, values, options) {
        asked.push(text);
        return query(text, values, options);
      },
    },
  };
  const ask = () =>
    whileUnchanged(watched, 'select count(*) as n from company where workspace_id = $1', [
      work.workspace.id,
    ]);
  const first = await ask();
  // Others may write at the same time, in workspaces of their own: then it is asked again.
  for (let tries = 0; tries < 50 && !asked.at(-1)?.startsWith('select pg'); tries++)
    expect(await ask()).toEqual(first);
  expect(asked.at(-1)).toMatch(/^select pg/);
});

test('whatever several people do and ask at the same time, totals are what has been saved', async () => {
  const steps = fc.array(fc.constantFrom('make', 'rename', 'remove', 'fail', 'ask'), {
    minLength: 5,
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const ids: string[] = [];
      const start = await seen();
      for (const step of all) {
        const id = ids[0];
        await Promise.all([
          seen(),
          working(firm.engine, firm.admin.actor, async (work) => {
            if (step === 'make' || !id) ids.push(await made(work, `Firm ${ids.length}`));
            else if (step === 'rename') await update(work, 'company', id, { name: 'Other' });
            else if (step === 'remove') await remove(work, 'company', [id]);
            else if (step === 'fail') {
              await made(work, 'Never');
              throw new Error('never mind');
            }
            if (step === 'remove' && id) ids.shift();
          }).catch((error: unknown) => expect(String(error)).toContain('never mind')),
        ]);
        expect(await seen()).toBe(start + ids.length);
      }
    }),
    { numRuns: 8 },
  );
});
