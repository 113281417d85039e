import { expect, test } from 'vitest';
import { standingOf } from './standing.ts';

const of = (goal: string | null, won: string, open = '0.00') =>
  standingOf({ goal, won, open }, 'EUR');

test('what is missing is the goal without what was won', () => {
  expect(of('100.00', '30.10')).toMatchObject({ missing: { amount: '69.90' }, percent: 30.1 });
});

test('a goal is reached to the cent, not by rounding', () => {
  expect(of('100000.00', '99999.99')).toMatchObject({ state: 'behind', percent: 99.9 });
  expect(of('100.00', '100.00')).toMatchObject({ state: 'reached', missing: { amount: '0.00' } });
  expect(of('100.00', '150.00')).toMatchObject({ percent: 150, missing: { amount: '0.00' } });
});

test('whoever wins what is probable is on track', () => {
  expect(of('100.00', '60.00', '40.00').state).toBe('onTrack');
  expect(of('100.00', '60.00', '39.99').state).toBe('behind');
});

test('a goal of nothing is reached, and no goal is none', () => {
  expect(of('0.00', '0.00')).toMatchObject({ state: 'reached', percent: null });
  expect(of(null, '50.00')).toMatchObject({ state: 'none', percent: null });
});
