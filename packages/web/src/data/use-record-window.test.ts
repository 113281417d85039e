import type { ChangeEvent } from '@relata/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const tell = vi.hoisted(() => ({
  change: (_: ChangeEvent): void => undefined,
  gap: (): void => undefined,
}));
vi.mock('./live.ts', () => ({
  onChange(listener: (change: ChangeEvent) => void) {
    tell.change = listener;
    return () => undefined;
  },
  onGap(listener: () => void) {
    tell.gap = listener;
    return () => undefined;
  },
}));
vi.mock('./client.ts', () => ({ client: {} }));
vi.mock('./record-window.ts', () => ({ windowFor: () => undefined }));
const { follow } = await import('./use-record-window.ts');
const { noteOwnBatch } = await import('./records.ts');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const deals = (refresh: () => void) =>
  follow({
    query: { object: { name: 'deal', fields: {} }, include: [] },
    refresh,
  });
const changed = (batch: string): ChangeEvent => ({
  object: 'deal',
  batch,
  action: 'update',
  by: null,
});

test('a change by somebody else is shown though one of our own came just before', () => {
  const refresh = vi.fn<() => void>();
  deals(refresh);
  noteOwnBatch('ours');
  tell.change(changed('ours'));
  tell.change(changed('theirs'));
  vi.runAllTimers();
  expect(refresh).toHaveBeenCalledTimes(1);
});

test('our own changes alone, which are shown already, ask for nothing', () => {
  const refresh = vi.fn<() => void>();
  deals(refresh);
  noteOwnBatch('first');
  tell.change(changed('first'));
  // Its answer comes after the news of it.
  tell.change(changed('second'));
  noteOwnBatch('second');
  vi.runAllTimers();
  expect(refresh).not.toHaveBeenCalled();
});

test('what was missed, or may be seen no longer, is asked for anew', () => {
  const refresh = vi.fn<() => void>();
  deals(refresh);
  tell.gap();
  expect(refresh).toHaveBeenCalledTimes(1);
});
