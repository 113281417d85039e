import { expect, test } from 'vitest';
import { rotOf } from './index.ts';

const now = '2026-11-22T12:00:00.000Z';
const idle = { since: 'idleSince', because: 'idleBecause' };
const deal = { status: 'open', idleSince: '2026-11-12T11:00:00.000Z', idleBecause: 'note' };

test('a deal turns amber, then red, by the limits of its stage before those of its pipeline', () => {
  const level = (stage: Record<string, number>, pipeline: Record<string, number> = {}) =>
    rotOf(deal, idle, stage, pipeline, now)?.level;
  expect(level({})).toBe('fine');
  expect(level({ rotAfterDays: 11 })).toBe('fine');
  expect(level({ warnAfterDays: 5, rotAfterDays: 11 })).toBe('warn');
  expect(level({ warnAfterDays: 5, rotAfterDays: 10 })).toBe('rotten');
  expect(level({}, { rotAfterDays: 10 })).toBe('rotten');
  expect(level({ rotAfterDays: 30 }, { rotAfterDays: 10 })).toBe('fine');
  expect(rotOf(deal, idle, {}, {}, now)).toMatchObject({ days: 10, because: 'note' });
});

test('what is planned keeps a deal from rotting only where the pipeline says so', () => {
  const stage = { rotAfterDays: 3 };
  const planned = { ...deal, nextActivityAt: '2026-12-01T09:00:00.000Z' };
  expect(rotOf(planned, idle, stage, {}, now)?.level).toBe('rotten');
  expect(rotOf(planned, idle, stage, { planPausesRot: true }, now)?.level).toBe('fine');
  const overdue = { ...deal, nextActivityAt: '2026-11-20T09:00:00.000Z' };
  expect(rotOf(overdue, idle, stage, { planPausesRot: true }, now)?.level).toBe('rotten');
});

test('what is won or lost does not rot', () => {
  expect(rotOf({ ...deal, status: 'won' }, idle, { rotAfterDays: 1 }, {}, now)).toBeNull();
});
