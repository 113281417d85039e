import type { StoredFile } from '#platform/files.ts';
import type { Work } from '#engine/work.ts';

/** One upload of a file, as its `versions` keep it. */
export interface Version extends StoredFile {
  /** 1 is the first. */
  number: number;
  contentType: string;
  at: string;
  /** Id of the user. */
  by: string | null;
}

export const versionsOf = (record: Record<string, unknown>): Version[] =>
  Array.isArray(record['versions']) ? (record['versions'] as Version[]) : [];

/** The fields of a file's record with one more version, which is the newest. */
export function withVersion(
  work: Work,
  before: Version[],
  stored: StoredFile & { contentType: string },
) {
  const { key, size, sha256, contentType } = stored;
  const number = (before[0]?.number ?? 0) + 1;
  const version: Version = {
    number,
    key,
    size,
    contentType,
    sha256,
    at: work.now,
    by: work.actor.user,
  };
  return { contentType, size, versions: [version, ...before] };
}
