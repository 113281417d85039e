import type { Counts } from './counts.ts';

/** What came of an import, as the API gives it. */
export function resultOf(counts: Counts): Record<string, unknown> {
  const { made, changed, skipped, refused, ignored, warnings, objects, related } = counts;
  return { made, changed, skipped, refused, ignored, warnings, objects, related };
}
