import type { ObjectDefinition } from './object-definition.ts';

/** Whether a record has stood still for too long, since when, and what happened last. */
export interface Rot {
  /** Amber, then red. */
  level: 'fine' | 'warn' | 'rotten';
  /** Whole days in which nothing has happened. */
  days: number;
  since: string;
  /** What that was: an option of the field that says it. */
  because: string | null;
}

type Known = Readonly<Record<string, unknown>>;

const day = 86_400_000;
const daysIn = (value: unknown): number => (typeof value === 'number' ? value : Infinity);

/**
 * Idle records turn amber and then red (plug-bitrix24-pipedrive §3.4). The stage's own limits go before those of its
 * pipeline; where the pipeline says so, what is planned for later keeps a record from it. Null: it is not open, or
 * nobody knows when anything happened.
 */
export function rotOf(
  record: Known,
  idle: ObjectDefinition['idle'],
  stage: Known | undefined,
  pipeline: Known | undefined,
  now: string,
): Rot | null {
  const since = record[idle?.since ?? ''];
  const because = record[idle?.because ?? ''];
  const next = record['nextActivityAt'];
  const status = record['status'];
  if (typeof since !== 'string' || (status !== undefined && status !== 'open')) return null;
  const days = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / day));
  const limit = (name: string) => daysIn(stage?.[name] ?? pipeline?.[name]);
  const isPaused = pipeline?.['planPausesRot'] === true && typeof next === 'string' && next > now;
  const level = isPaused
    ? 'fine'
    : days >= limit('rotAfterDays')
      ? 'rotten'
      : days >= limit('warnAfterDays')
        ? 'warn'
        : 'fine';
  return { level, days, since, because: typeof because === 'string' ? because : null };
}
