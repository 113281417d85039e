import { expect, test } from 'vitest';
import { shipped } from './build-catalog.ts';
import { objectOf } from './catalog.ts';
import { copyValues } from './copy-values.ts';
import { type Filter, matches } from './filter.ts';

const context = {
  me: null,
  now: '2026-11-22T12:00:00.000Z',
  timeZone: 'Europe/Rome',
  rate: () => null,
};
const holds = (filter: Filter | undefined, record: Record<string, unknown>, object: string) =>
  !filter || matches(filter, record, object, shipped, context);
const deal = objectOf(shipped, 'deal');
const roof = {
  id: '01',
  title: 'Roof',
  version: 3,
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
  tags: ['solar'],
  name: 'Roof',
  number: 7,
  value: { amount: '10.00', currency: 'EUR' },
  externalId: 'erp-1',
  company: { id: '02', title: 'Acme' },
  stage: { id: '03', title: 'Proposal' },
  status: 'open',
};

test('a copy has what people wrote, and nothing that tells the original from others', () => {
  const { name, value, company, tags, stage } = roof;
  expect(copyValues(deal, roof, holds)).toEqual({ name, value, company, tags, stage });
});

test('the copy of a lost deal begins anew, without the reason', () => {
  const lost = { ...roof, status: 'lost', lostReason: { id: '04', title: 'Price' } };
  const copy = copyValues(deal, lost, holds);
  expect(copy).not.toHaveProperty('stage');
  expect(copy).not.toHaveProperty('lostReason');
});

test('what is counted is counted anew in the copy', () => {
  const rate = { amount: '5.00', currency: 'EUR' };
  const copy = copyValues(deal, { ...roof, budgetType: 'perDay', rate, periods: '2' }, holds);
  expect(copy).toMatchObject({ budgetType: 'perDay', rate, periods: '2' });
  expect(copy).not.toHaveProperty('value');
});
