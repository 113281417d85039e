import type { AnyRecord } from '@relata/client';
import { expect, test } from 'vitest';
import { countToDo } from './count-to-do.ts';

const plain = (id: string, values: object): AnyRecord => ({
  ...{ id, title: id, version: 1, createdAt: '', createdBy: null, updatedAt: '' },
  ...{ updatedBy: null, tags: null },
  ...values,
});
const call = (due: string, about: string[], values: object = {}): AnyRecord =>
  plain(due, { due, about: about.map((id) => ({ object: 'deal', id })), ...values });
const cards = [plain('roof', { owner: 'ada' }), plain('wall', { owner: 'bob' }), plain('door', {})];
const looking = {
  now: '2026-11-23T10:00:00.000Z',
  timeZone: 'Europe/Rome',
  user: 'ada',
  by: 'record' as const,
};
const activities = [
  call('2026-11-22T09:00:00.000Z', ['roof']),
  call('2026-11-23T09:00:00.000Z', ['roof', 'wall']),
  call('2026-11-23T09:00:00.000Z', ['wall'], { allDay: true }),
  call('2026-11-23T12:00:00.000Z', ['roof']),
];

test('what is late is counted apart from what is planned, for everything that it is about', () => {
  const counts = countToDo(cards, activities, looking);
  expect(counts.get('roof')).toEqual({ late: 2, incoming: 0, later: 1, isMine: true });
  expect(counts.get('wall')).toEqual({ late: 1, incoming: 0, later: 1, isMine: false });
  expect(counts.get('door')).toBeUndefined();
});

test('what came in waits for an answer; once late, it is late like everything else', () => {
  const came = { direction: 'incoming' };
  const counts = countToDo(
    cards,
    [
      call('2026-11-22T09:00:00.000Z', ['roof'], came),
      call('2026-11-23T12:00:00.000Z', ['roof'], came),
      call('2026-11-23T09:00:00.000Z', ['roof'], { ...came, allDay: true }),
    ],
    looking,
  );
  expect(counts.get('roof')).toEqual({ late: 1, incoming: 2, later: 0, isMine: true });
});

test('whoever counts by activity sees what they are to do themselves, and of others only where that is all', () => {
  const counts = countToDo(
    cards,
    [
      call('2026-11-22T09:00:00.000Z', ['wall'], { owner: { id: 'ada', title: 'Ada' } }),
      call('2026-11-22T09:00:00.000Z', ['wall', 'roof'], { owner: 'bob' }),
    ],
    { ...looking, by: 'activity' },
  );
  expect(counts.get('wall')).toEqual({ late: 1, incoming: 0, later: 0, isMine: true });
  expect(counts.get('roof')).toEqual({ late: 1, incoming: 0, later: 0, isMine: false });
});
