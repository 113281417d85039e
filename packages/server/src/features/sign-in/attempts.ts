import { isIPv6 } from 'node:net';
import { Refusal } from '@relata/model';
import type { Clock } from '#platform/clock.ts';

/** How often a wrong guess may be made at one account and from one address, before both rest. */
const most = 10;
const windowMs = 10 * 60_000;
const mostBuckets = 20_000;
/** No address is longer; what is counted by it must not fill the memory. */
const longestName = 400;

interface Bucket {
  /** When wrong guesses were made, oldest first. */
  wrong: number[];
  trying: number;
  waiting: (() => void)[];
}

/** Slows down whoever guesses passwords or keys. In memory: a restart forgives, and nothing can take it away. */
export interface Attempts {
  /**
   * Runs `guess` unless the account or the address has had too many wrong ones, and counts it as wrong
   * when it is refused for the reason `wrong`. A right one clears the account. Many at once wait for
   * each other where together they could be too many. Refuses `too_many` with the seconds to wait.
   */
  at<T>(
    where: { account?: string; address: string },
    wrong: string,
    guess: () => Promise<T>,
  ): Promise<T>;
  /** Counts something that is never right or wrong, such as asking for a mail. Refuses `too_many` likewise. */
  spend(where: { account: string; address: string }): void;
}

export function countAttempts(clock: Clock): Attempts {
  const buckets = new Map<string, Bucket>();

  let nextLook = mostBuckets;

  const bucketOf = (given: string): Bucket => {
    const name = given.slice(0, longestName);
    let bucket = buckets.get(name);
    if (!bucket) {
      if (buckets.size >= nextLook) forgetOld();
      buckets.set(name, (bucket = { wrong: [], trying: 0, waiting: [] }));
    }
    return bucket;
  };
  const forgetOld = (): void => {
    for (const [name, bucket] of buckets)
      if (!bucket.trying && !recent(bucket).length) buckets.delete(name);
    // Not at each new one, where very many are guessing.
    nextLook = Math.max(mostBuckets, buckets.size * 2);
  };
  const recent = (bucket: Bucket): number[] => {
    const since = clock.now().getTime() - windowMs;
    return (bucket.wrong = bucket.wrong.filter((at) => at > since));
  };
  const refuseFull = (bucket: Bucket): void => {
    const oldest = recent(bucket).at(-most);
    if (oldest === undefined) return;
    const retryAfter = Math.ceil((oldest + windowMs - clock.now().getTime()) / 1000);
    throw new Refusal('too_many', 'too many wrong attempts; wait before the next', {
      details: { retryAfter },
    });
  };

  return {
    spend({ account, address }) {
      const all = [bucketOf(`account ${account}`), bucketOf(`address ${address}`)];
      all.forEach(refuseFull);
      for (const bucket of all) bucket.wrong.push(clock.now().getTime());
    },
    async at({ account, address }, wrong, guess) {
      const mine = account === undefined ? undefined : bucketOf(`account ${account}`);
      const all = [...(mine ? [mine] : []), bucketOf(`address ${address}`)];
      for (;;) {
        all.forEach(refuseFull);
        const busy = all.find((bucket) => bucket.wrong.length + bucket.trying >= most);
        if (!busy) break;
        await new Promise<void>((resolve) => busy.waiting.push(resolve));
      }
      for (const bucket of all) bucket.trying++;
      try {
        const result = await guess();
        if (mine) mine.wrong = [];
        return result;
      } catch (error) {
        if (error instanceof Refusal && error.reason === wrong)
          for (const bucket of all) bucket.wrong.push(clock.now().getTime());
        throw error;
      } finally {
        for (const bucket of all) {
          bucket.trying--;
          for (const wake of bucket.waiting.splice(0)) wake();
        }
      }
    },
  };
}

/** An IPv6 network of 64 bits counts as one address: its owner has all of them. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [before = '', after] = plain.split('%', 1)[0]?.toLowerCase().split('::') ?? [];
  const head = before ? before.split(':') : [];
  const tail = after ? after.split(':') : [];
  const zeros =
    after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
