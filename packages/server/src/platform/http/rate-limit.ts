import rateLimit, { type FastifyRateLimitStore, normalizeIP } from '@fastify/rate-limit';
import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What keeps the server busy for longer: for how many others a request counts, with its person and workspace (T23). */
    cost?: number;
  }
}

export interface RateLimitOptions {
  /** Requests a minute of one key or session, which is also what may come at once; 0: no limit. */
  perMinute: number;
  clock: Clock;
  /** Null where the request has no key or session that is alive. */
  whoAsks: (request: FastifyRequest) => Promise<WhoAsks | null>;
}

/** Names, each of one and no other. */
export interface WhoAsks {
  /** The key or session. */
  caller: string;
  person: string;
  workspace: string;
}

const minuteMs = 60_000;
/** Whoever is nobody gets this part of what a person gets, by the address that they come from. */
const partOfNobody = 0.1;
const leastForNobody = 60;
const nobody = 'address ';
/** All keys and sessions of a person together, and all people of a workspace, get so many times what one gets. */
const timesOfPerson = 2;
const timesOfWorkspace = 20;

/**
 * Slows down whoever asks too much, every route that is added from now on: a token bucket for each key and
 * each session, one for each address without either; and one for each person and each workspace, from which costly
 * requests take more. Answers `RateLimit-Limit`, `RateLimit-Remaining` and
 * `RateLimit-Reset` (seconds until the bucket is full), and 429 with `Retry-After` when it is empty. In
 * memory: each process of a cluster counts for itself.
 */
export async function limitRate(app: FastifyInstance, options: RateLimitOptions): Promise<void> {
  const { perMinute, clock } = options;
  if (!perMinute) return;
  const forNobody = Math.max(leastForNobody, Math.floor(perMinute * partOfNobody));
  // Once for a request: a key that is none is a guess, which is counted as well.
  const known = new WeakMap<FastifyRequest, Promise<WhoAsks | null>>();
  const whoAsks = (request: FastifyRequest): Promise<WhoAsks | null> => {
    const who = known.get(request) ?? options.whoAsks(request);
    known.set(request, who);
    return who;
  };
  await app.register(rateLimit, {
    enableDraftSpec: true,
    timeWindow: minuteMs,
    keyGenerator: async (request) =>
      (await whoAsks(request))?.caller ?? `${nobody}${normalizeIP(request.ip, 64)}`,
    max: (_request, key) => (key.startsWith(nobody) ? forNobody : perMinute),
    store: class extends TokenBuckets {
      constructor() {
        super(() => clock.now().getTime());
      }
    },
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
  const together = new TokenBuckets(() => clock.now().getTime());
  app.addHook('onRequest', async (request) => {
    const who = await whoAsks(request);
    if (!who) return;
    const { cost = 1 } = request.routeOptions.config;
    const shares = { [who.person]: timesOfPerson, [who.workspace]: timesOfWorkspace };
    for (const [name, times] of Object.entries(shares)) {
      const { left, ttl } = together.take(name, { cost, capacity: perMinute * times });
      if (left < 0) throw tooMany(ttl);
    }
  });
}

const tooMany = (ttl: number): Refusal =>
  new Refusal('too_many', 'too many requests', { details: { retryAfter: Math.ceil(ttl / 1000) } });

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
    _windowMs: number,
    capacity: number,
  ): void {
    const { left, ttl } = this.take(caller, { cost: 1, capacity });
    done(null, { current: left < 0 ? capacity + 1 : capacity - Math.floor(left), ttl });
  }

  /** Takes nothing where there is not enough. `ttl`: milliseconds until there is, or until the bucket is full. */
  take(
    caller: string,
    { cost, capacity }: { cost: number; capacity: number },
  ): { left: number; ttl: number } {
    const perMs = capacity / minuteMs;
    // What costs more than all there is can be had by who has all there is.
    const wanted = Math.min(cost, capacity);
    const bucket = this.#bucketOf(caller, capacity);
    const at = this.#now();
    bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, at - bucket.at) * perMs);
    bucket.at = at;
    if (bucket.tokens < wanted) return { left: -1, ttl: (wanted - bucket.tokens) / perMs };
    bucket.tokens -= wanted;
    return { left: bucket.tokens, ttl: (capacity - bucket.tokens) / perMs };
  }

  child(): FastifyRateLimitStore {
    return this;
  }

  #bucketOf(caller: string, capacity: number): Bucket {
    const known = this.#buckets.get(caller);
    if (known) return known;
    if (this.#buckets.size >= mostBuckets) this.#forgetFull(this.#now() - minuteMs);
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
