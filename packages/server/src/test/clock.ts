import type { Clock } from '#platform/clock.ts';

/** The machine's time until a test sets another; it stands still then. */
export interface TestClock extends Clock {
  /** RFC 3339 */
  set(moment: string): void;
  /** Seconds to go on by. */
  pass(seconds: number): void;
  reset(): void;
}

export function testClock(): TestClock {
  let fixed: number | undefined;
  return {
    now: () => new Date(fixed ?? Date.now()),
    set: (moment) => void (fixed = Date.parse(moment)),
    pass: (seconds) => void (fixed = (fixed ?? Date.now()) + seconds * 1000),
    reset: () => void (fixed = undefined),
  };
}
