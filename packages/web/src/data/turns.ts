/** The last change under way of each record, or of several together. */
const queues = new Map<string, Promise<unknown>>();
/**
 * Versions that changes made here have led to, by record and field. Of its other fields they say nothing: what others
 * have changed in those since the editor was opened is a clash still.
 */
const versions = new Map<string, number>();

/**
 * Changes wait for the one before on the same record, so that a second edit never clashes with the first. One to
 * several records waits for each of them, and each of them then for it.
 */
export function inTurn<T>(keys: readonly string[], write: () => Promise<T>): Promise<T> {
  const before = keys.flatMap((key) => queues.get(key) ?? []);
  const queued = Promise.allSettled(before).then(write);
  for (const key of keys) queues.set(key, queued);
  const leave = () => {
    for (const key of keys) if (queues.get(key) === queued) queues.delete(key);
  };
  queued.then(leave, leave);
  return queued;
}

export const isAnyUnderWay = (): boolean => queues.size > 0;

/** Answers may come in another order than what they answer: the version never goes back. */
export function noteVersion(key: string, fields: readonly string[], version: number): void {
  for (const name of fields) {
    const at = `${key}/${name}`;
    versions.set(at, Math.max(versions.get(at) ?? 0, version));
  }
}

/** The version that changes made here have led all of these fields to; 0 where they have not. */
export const versionOf = (key: string, fields: readonly string[]): number =>
  fields.length ? Math.min(...fields.map((name) => versions.get(`${key}/${name}`) ?? 0)) : 0;
