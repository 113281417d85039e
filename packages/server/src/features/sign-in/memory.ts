import type { Clock } from '#platform/clock.ts';
import type { Database, Query } from '#platform/db.ts';

/** Who somebody is, kept in memory so that a request costs no query for it. */
export interface Memory<T> {
  /** What is remembered under the key; else what `load` gives, with what it hangs on. */
  get(key: string, load: () => Promise<Remembered<T>>): Promise<T>;
  /** Drops what hangs on this, here and with the commit of the query's transaction in every other process. */
  forget(query: Query, hangsOn: string): Promise<void>;
}

export interface Remembered<T> {
  value: T;
  /** `user:<id>`, `identity:<id>`, `key:<id>` … a change of which makes it wrong. */
  hangsOn: string[];
  /** Milliseconds of the clock; it is not used after that. */
  until?: number | undefined;
}

/** Of the database's NOTIFY; the payload is what entries hang on. */
export const channel = 'relata_sign_in';
/** What a lost NOTIFY could cost. */
const longestMs = 10_000;
const mostEntries = 20_000;

export async function openMemory<T>(database: Database, clock: Clock): Promise<Memory<T>> {
  const known = new Map<string, Remembered<T> & { until: number }>();
  const loading = new Map<string, Promise<T>>();
  /** Rises when something is dropped: what was being read meanwhile may be old already. */
  let drops = 0;

  const drop = (hangsOn: string): void => {
    drops++;
    loading.clear();
    for (const [key, entry] of known) if (entry.hangsOn.includes(hangsOn)) known.delete(key);
  };
  const dropAll = (): void => {
    drops++;
    loading.clear();
    known.clear();
  };
  await database.listen(channel, drop, dropAll);

  return {
    async get(key, load) {
      const now = clock.now().getTime();
      const entry = known.get(key);
      if (entry && now < entry.until && now >= entry.until - longestMs) return entry.value;
      const underWay = loading.get(key);
      if (underWay) return underWay;
      const before = drops;
      const found = load().then((loaded) => {
        if (before === drops) {
          if (known.size >= mostEntries) known.clear();
          known.set(key, { ...loaded, until: Math.min(loaded.until ?? Infinity, now + longestMs) });
        }
        return loaded.value;
      });
      loading.set(key, found);
      try {
        return await found;
      } finally {
        if (loading.get(key) === found) loading.delete(key);
      }
    },
    async forget(query, hangsOn) {
      drop(hangsOn);
      await query('select pg_notify($1, $2)', [channel, hangsOn]);
    },
  };
}
