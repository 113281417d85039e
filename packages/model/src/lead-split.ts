import { isId } from './notation.ts';

/** To whom a rule gives leads: one of the three, and how many of a hundred. */
export interface LeadTarget {
  user?: string;
  team?: string;
  partner?: string;
  percent: number;
}

const kinds = ['user', 'team', 'partner'] as const;

/** `user:…`: under which a target is counted. */
export function targetKey(target: LeadTarget): string {
  const kind = kinds.find((one) => target[one] !== undefined);
  return `${kind}:${kind && target[kind]}`;
}

/** What is wrong with targets as somebody wrote them. */
export type TargetProblem = 'targets' | 'targets_twice' | 'percent_total';

const hundredths = (percent: number): number => Math.round(percent * 100);

/**
 * Reads `[{user | team | partner: id, percent}]`. Together they make 100; what thirds leave over (99, 99.99) goes to
 * the first (EP-LPROC-11). None at all is fine.
 */
export function readTargets(value: unknown): LeadTarget[] | TargetProblem {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value) || value.length > 50) return 'targets';
  const targets: LeadTarget[] = [];
  for (const one of value) {
    const target = readTarget(one);
    if (!target) return 'targets';
    targets.push(target);
  }
  if (!targets.length) return [];
  if (new Set(targets.map(targetKey)).size < targets.length) return 'targets_twice';
  const rest = 10_000 - targets.reduce((sum, one) => sum + hundredths(one.percent), 0);
  if (rest < 0 || rest > 100) return 'percent_total';
  return targets.map((one, at) =>
    at ? one : { ...one, percent: (hundredths(one.percent) + rest) / 100 },
  );
}

function readTarget(value: unknown): LeadTarget | null {
  if (typeof value !== 'object' || value === null) return null;
  const given: Record<string, unknown> = { ...value };
  const { percent, ...whom } = given;
  const [[kind, id] = ['', null], ...more] = Object.entries(whom);
  const known = kinds.find((one) => one === kind);
  if (!known || more.length || typeof id !== 'string' || !isId(id)) return null;
  if (typeof percent !== 'number' || !(percent > 0 && percent <= 100)) return null;
  return { [known]: id.toLowerCase(), percent: hundredths(percent) / 100 };
}

/**
 * Whose turn it is: the place of the target in `percents`, which together are 100, of which `given` have had some.
 * Of those that are behind their share it takes the one that would soonest be a whole lead behind (R. Tijdeman, The
 * chairman assignment problem, 1980), so that after any number of leads each is within one of its share. The largest
 * deficit alone would not do: of many targets small ones then fall behind by more.
 */
export function nextTarget(percents: readonly number[], given: readonly number[]): number {
  const count = given.reduce((sum, one) => sum + one, 0);
  const least = percents.length > 1 ? 1 / (2 * percents.length - 2) : 0;
  let best = 0;
  let soonest = Number.POSITIVE_INFINITY;
  for (const [at, percent] of percents.entries()) {
    const share = percent / 100;
    const had = given[at] ?? 0;
    if (share * (count + 1) - had < least - 1e-9) continue;
    const due = (had + 1 - least) / share;
    if (due < soonest - 1e-9) [best, soonest] = [at, due];
  }
  return best;
}
