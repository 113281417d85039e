import rateLimit, { type FastifyRateLimitStore, normalizeIP } from '@fastify/rate-limit';
import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';

export interface RateLimitOptions {
  /** Requests a minute of one key or session, which is also what may come at once; 0: no limit. */
  perMinute: number;
  clock: Clock;
  /** The key or session that the request came with; null where it has none that is alive. */
  callerOf: (request: FastifyRequest) => Promise<string | null>;
}

const minuteMs = 60_000;
/** Whoever is nobody gets this part of what a person gets, by the address that they come from. */
const partOfNobody = 0.1;
const leastForNobody = 60;
const nobody = 'address ';

/**
 * Slows down whoever asks too much, every route that is added from now on: a token bucket for each key and
 * each session, one for each address without either. Answers `RateLimit-Limit`, `RateLimit-Remaining` and
 * `RateLimit-Reset` (seconds until the bucket is full), and 429 with `Retry-After` when it is empty. In
 * memory: each process of a cluster counts for itself.
 */
export async function limitRate(app: FastifyInstance, options: RateLimitOptions): Promise<void> {
  const { perMinute, clock, callerOf } = options;
  if (!perMinute) return;
  const forNobody = Math.max(leastForNobody, Math.floor(perMinute * partOfNobody));
  await app.register(rateLimit, {
    enableDraftSpec: true,
    timeWindow: minuteMs,
    keyGenerator: async (request) =>
      (await callerOf(request)) ?? `${nobody}${normalizeIP(request.ip, 64)}`,
    max: (_request, key) => (key.startsWith(nobody) ? forNobody : perMinute),
    store: class extends TokenBuckets {
      constructor() {
        super(() => clock.now().getTime());
      }
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too_many', 'too many requests', {
        details: { retryAfter: Math.ceil(ttl / 1000) },
      }),
  });
}

interface Bucket {
  tokens: number;
  /** When they were counted. */
  at: number;
}

const mostBuckets = 20_000;

/** Buckets that fill up evenly, so that what was used comes back little by little and not at once. */
export class TokenBuckets implements FastifyRateLimitStore {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  incr(
    caller: string,
    done: (error: null, result: { current: number; ttl: number }) => void,
    windowMs: number,
    capacity: number,
  ): void {
    const perMs = capacity / windowMs;
    const bucket = this.#bucketOf(caller, capacity, windowMs);
    const at = this.#now();
    bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, at - bucket.at) * perMs);
    bucket.at = at;
    if (bucket.tokens < 1) {
      done(null, { current: capacity + 1, ttl: (1 - bucket.tokens) / perMs });
      return;
    }
    bucket.tokens -= 1;
    const ttl = (capacity - bucket.tokens) / perMs;
    done(null, { current: capacity - Math.floor(bucket.tokens), ttl });
  }

  child(): FastifyRateLimitStore {
    return this;
  }

  #bucketOf(caller: string, capacity: number, windowMs: number): Bucket {
    const known = this.#buckets.get(caller);
    if (known) return known;
    if (this.#buckets.size >= mostBuckets) this.#forgetFull(this.#now() - windowMs);
    const bucket = { tokens: capacity, at: this.#now() };
    this.#buckets.set(caller, bucket);
    return bucket;
  }

  /** Whoever has not asked for a whole window has a full bucket, and gets another one. */
  #forgetFull(before: number): void {
    for (const [caller, { at }] of this.#buckets) if (at <= before) this.#buckets.delete(caller);
    if (this.#buckets.size >= mostBuckets) this.#buckets.clear();
  }
}
