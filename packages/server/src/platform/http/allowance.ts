import type { Clock } from '../clock.ts';
import { TokenBuckets } from './rate-limit.ts';

/** How much somebody may send, whatever the general limit says. In memory: each process counts for itself. */
export interface Allowance {
  /** Takes one; gives the seconds to wait where none is left, else null. */
  spend(name: string, perMinute: number): number | null;
}

const minuteMs = 60_000;

export function openAllowance(clock: Clock): Allowance {
  const buckets = new TokenBuckets(() => clock.now().getTime());
  return {
    spend(name, perMinute) {
      let wait: number | null = null;
      buckets.incr(
        name,
        (_error, { current, ttl }) => {
          if (current > perMinute) wait = Math.ceil(ttl / 1000);
        },
        minuteMs,
        perMinute,
      );
      return wait;
    },
  };
}
