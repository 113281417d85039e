import type { Limits, PlacedGrants } from './limits.ts';
import { maxReach } from './rights.ts';

/**
 * Limits of several roles as one: of what several of them name for the same place the farthest, and of the stages
 * that may follow all. What one names and another leaves to the object stays named.
 */
export function mergeLimits(
  all: readonly Readonly<Record<string, Limits>>[],
): Record<string, Limits> {
  const merged: Record<string, Limits> = {};
  for (const [name, limits] of all.flatMap((one) => Object.entries(one))) {
    const known = merged[name] ?? { pipelines: {}, stages: {} };
    merged[name] = {
      pipelines: together(known.pipelines, limits.pipelines, fartherOf),
      stages: together(known.stages, limits.stages, (one, other) => {
        const to = [...new Set([...(one.to ?? []), ...(other.to ?? [])])];
        return { ...fartherOf(one, other), ...(one.to || other.to ? { to } : {}) };
      }),
    };
  }
  return merged;
}

function together<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  merge: (one: T, other: T) => T,
): Record<string, T> {
  const all = { ...one };
  for (const [id, grants] of Object.entries(other)) {
    const known = all[id];
    all[id] = known ? merge(known, grants) : grants;
  }
  return all;
}

/** Of each right that both name the farther; what one of them names alone is as it says. */
function fartherOf(
  one: Partial<PlacedGrants>,
  other: Partial<PlacedGrants>,
): Partial<PlacedGrants> {
  const merged: Partial<PlacedGrants> = { ...other, ...one };
  for (const verb of ['read', 'update', 'delete'] as const)
    if (one[verb] && other[verb]) merged[verb] = maxReach(one[verb], other[verb]);
  for (const verb of ['create', 'export', 'seeSums'] as const) if (other[verb]) merged[verb] = true;
  return merged;
}
