import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Asking for random bytes costs more than the rest of an id: they are fetched for many at once. */
const pool = new Uint8Array(16 * 256);
let taken = pool.length;
let msecs = 0;
let seq = 0;

/** A new UUIDv7: in order of creation, so that new rows land at the end of every index. */
export function newId(): string {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const random = pool.subarray(taken, (taken += 16));
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // Half of its range is left to count up in.
    seq = (((random[6] ?? 0) & 0x7f) << 24) | ((random[7] ?? 0) << 16) | ((random[8] ?? 0) << 8);
  } else {
    // Within one moment, and while the clock is put back, the count keeps the order.
    seq = (seq + 1) >>> 0;
    if (seq === 0) msecs++;
  }
  return v7({ random, msecs, seq });
}
