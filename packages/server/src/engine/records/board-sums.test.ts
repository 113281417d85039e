import {
  dueColumnOf,
  dueColumns,
  type Filter,
  matches,
  periodOf,
  roles,
  roundMoney,
  shipped,
  type Actor,
} from '@relata/model';
import { Big } from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workspace } from '#test/workspace.ts';
import { filterContext } from '../work.ts';
import { board, type BoardColumn } from './board.ts';
import type { Counted } from './board-sums.ts';
import type { MoneySum } from './money-sum.ts';

const many = 50_000;

interface Row {
  id: string;
  stage: string;
  status: string;
  owner: string;
  value: { amount: string; currency: string } | null;
  base: string | null;
  probability: string | null;
  expectedClose: string | null;
  closedOn: string | null;
  nextActivityAt: string | null;
  rating: number;
}

/** A row with what each board puts it under; amounts in hundredths, weights in ten-thousandths. */
interface Known extends Row {
  cents: bigint;
  weight: bigint;
  expected: string | null;
  closed: string | null;
  due: string;
}

const conditions = fc.constantFrom<Filter>(
  {},
  { rating: { gte: 3 } },
  { owner: { eq: '@me' } },
  { status: { eq: 'open' } },
  { value: { gte: 5000 } },
  { expectedClose: { within: 'thisQuarter' } },
  { probability: { lt: 60 } },
);
const filters = fc.oneof(
  conditions,
  fc.tuple(conditions, conditions).map((and): Filter => ({ and })),
  fc.tuple(conditions, conditions).map((or): Filter => ({ or })),
  conditions.map((not): Filter => ({ not })),
);

test('the headers of every board say what 50,000 deals really add up to, for everybody and any filter', async () => {
  const firm = await workspace();
  firm.clock.set('2026-11-18T11:00:00Z');
  const rep = (await firm.makeUser()).actor;
  const grants = { ...roles.salesperson.objects['*'], read: 'own' as const };
  const own: Actor = { ...rep, role: { ...roles.salesperson, objects: { '*': grants } } };
  const stages = await firm.engine.database.query<{ id: string; means: string; pipeline: string }>(
    'select id, means, pipeline_id as pipeline from stage where workspace_id = $1 order by position',
    [firm.workspaceId],
  );
  const ids = stages.rows.map(({ id }) => id);
  // What its rules say of a deal is not asked here; only that what lies in the table is added up.
  await firm.engine.database.query(
    `insert into deal (workspace_id, id, title, created_at, updated_at, pipeline_id, value_amount, value_currency, value_base,
       stage_id, status, probability, expected_close, closed_on, next_activity_at, rating, owner_id)
     select $1, gen_random_uuid(), 'Deal', now(), now(), $2, case when n % 17 > 0 then v.amount end,
       case when n % 17 = 0 then null when n % 5 = 0 then 'PLN' when n % 11 = 0 then 'XOF' else 'EUR' end,
       case when n % 17 = 0 then null when n % 5 = 0 then round(v.amount / 4, 2) when n % 11 > 0 then v.amount end,
       ($3::uuid[])[v.stage], ($4::text[])[v.stage], case when n % 3 = 0 then n * 31 % 10000 / 100.0 else n % 11 * 10 end,
       case when n % 13 > 0 then date '2026-08-01' + n * 37 % 400 end,
       case when ($4::text[])[v.stage] <> 'open' then date '2026-08-01' + n * 41 % 200 end,
       case when n % 4 > 0 then timestamptz '2026-11-01 00:30Z' + n * 7 % 900 * interval '1 hour' end,
       1 + n % 5, case when n % 3 = 0 then $5::uuid else $6::uuid end
     from generate_series(1, ${many}) n,
       lateral (select n * 7919 % 1000000 / 100.0 as amount, 1 + n % cardinality($3::uuid[]) as stage) v`,
    [
      firm.workspaceId,
      stages.rows[0]?.pipeline,
      ids,
      stages.rows.map(({ means }) => means),
      rep.user,
      firm.admin.id,
    ],
  );
  await firm.engine.database.query('analyze deal');
  const { rows } = await firm.engine.database.query<Row>(
    `select id, stage_id as stage, status, owner_id as owner, probability::text,
       case when value_amount is not null then jsonb_build_object('amount', value_amount::text, 'currency', value_currency) end as value,
       value_base::text as base, expected_close::text as "expectedClose", closed_on::text as "closedOn",
       to_char(next_activity_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "nextActivityAt", rating::int
     from deal where workspace_id = $1`,
    [firm.workspaceId],
  );
  expect(rows).toHaveLength(many);

  const hundredths = (text: string | null) => BigInt(new Big(text ?? 0).times(100).toFixed(0));
  const month = (day: string | null) => (day === null ? null : periodOf(day, 'month'));
  const now = firm.clock.now().toISOString();
  const known = rows.map((row): Known => ({
    ...row,
    cents: hundredths(row.base),
    weight: hundredths(row.probability),
    expected: month(row.expectedClose),
    closed: month(row.closedOn),
    due: dueColumnOf(row.nextActivityAt, now, 'Europe/Rome', false),
  }));

  await fc.assert(
    fc.asyncProperty(filters, fc.constantFrom(firm.admin.actor, own), async (filter, who) => {
      const [context, byStage, byMonth, byDue] = await firm
        .as(who)
        .read(async (work) => [
          filterContext(work),
          await board(work, 'deal', { groupBy: 'stage', filter, limit: 1 }),
          await board(work, 'deal', { groupBy: 'expectedClose:month', filter, limit: 1 }),
          await board(work, 'deal', { groupBy: 'nextActivityAt:due', filter, limit: 1 }),
        ]);
      const rate = (currency: string) => ({ EUR: '1', PLN: '0.25' })[currency] ?? null;
      const seen = known.filter(
        (row) =>
          (who.role.administers || row.owner === who.user) &&
          matches(filter, { ...row, probability: Number(row.probability) }, 'deal', shipped, {
            ...context,
            rate,
          }),
      );
      const of = (isIn: (row: Known) => boolean) => truth(seen.filter(isIn));
      for (const id of ids)
        same(
          columnOf(byStage, id),
          of((row) => row.stage === id),
        );
      for (const column of byMonth) {
        const { key, done } = column;
        same(
          column,
          of((row) => row.status === 'open' && row.expected === key),
        );
        if (done)
          same(
            done,
            of((row) => row.status === 'won' && row.closed === key),
          );
      }
      for (const due of dueColumns)
        same(
          columnOf(byDue, due === 'none' ? null : due),
          of((row) => row.status === 'open' && row.due === due),
        );
    }),
    { numRuns: 5 },
  );
}, 180_000);

const columnOf = (columns: BoardColumn[], key: string | null): BoardColumn => {
  const found = columns.find((column) => column.key === key);
  if (!found) throw new Error(`no column ${key}`);
  return found;
};

interface Truth {
  count: number;
  sum: string;
  weighted: string;
}

function truth(rows: Known[]): Truth {
  let sum = 0n;
  let weighted = 0n;
  for (const { cents, weight } of rows) {
    sum += cents;
    weighted += cents * weight;
  }
  return {
    count: rows.length,
    sum: roundMoney(new Big(String(sum)).div(100), 'EUR'),
    weighted: roundMoney(new Big(String(weighted)).div(1_000_000), 'EUR'),
  };
}

function same(column: Counted, { count, sum, weighted }: Truth): void {
  expect(column.count).toBe(count);
  expect((column.sum as MoneySum).amount).toBe(sum);
  expect((column.weighted as MoneySum).amount).toBe(weighted);
}
