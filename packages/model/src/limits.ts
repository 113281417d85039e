import type { CatalogObject } from './catalog.ts';
import type { Filter } from './filter.ts';
import type { Grants } from './rights.ts';

/** Rights that may be others in a pipeline or a stage. The rest is about an object as a whole. */
export const placedVerbs = ['read', 'create', 'update', 'delete', 'export', 'seeSums'] as const;
export type PlacedVerb = (typeof placedVerbs)[number];
export type PlacedGrants = Pick<Grants, PlacedVerb>;

/** `create`: records may be put there, by making or moving them. */
export interface StageGrants extends Partial<PlacedGrants> {
  /** Ids of the stages to which records may be moved from here; missing: any. */
  to?: readonly string[];
}

/** By id, what differs from the object in its pipelines, and from these in their stages. What is not named is inherited. */
export interface Limits {
  pipelines: Readonly<Record<string, Partial<PlacedGrants>>>;
  stages: Readonly<Record<string, StageGrants>>;
}

/** Everything that decides about a place: what the role gives for the object, and where it differs. */
export interface PlacedRights extends Limits {
  others: PlacedGrants;
}

/** Where a record is on its way: ids, null where it is nowhere. */
export interface Place {
  pipeline: string | null;
  stage: string | null;
}

/** What a right is at a place, and who says so. */
export function grantAt<V extends PlacedVerb>(
  rights: PlacedRights,
  verb: V,
  { pipeline, stage }: Place,
): { value: PlacedGrants[V]; by: 'stage' | 'pipeline' | 'object' } {
  const ofStage: Partial<PlacedGrants>[V] = rights.stages[stage ?? '']?.[verb];
  if (ofStage !== undefined) return { value: ofStage, by: 'stage' };
  const ofPipeline: Partial<PlacedGrants>[V] = rights.pipelines[pipeline ?? '']?.[verb];
  if (ofPipeline !== undefined) return { value: ofPipeline, by: 'pipeline' };
  return { value: rights.others[verb], by: 'object' };
}

/**
 * May a record be moved from one stage to another? Not where the stage that it leaves names others, nor where
 * nothing may be put. Whether it may be changed at all, `reach` says.
 */
export function mayMove(rights: PlacedRights | undefined, from: Place, to: Place): boolean {
  if (!rights || from.stage === to.stage) return true;
  const open = rights.stages[from.stage ?? '']?.to;
  if (open && !open.includes(to.stage ?? '')) return false;
  const put = grantAt(rights, 'create', to);
  return put.by === 'object' || put.value;
}

/**
 * All records of an object, told apart by what is given for them; each filter holds those of one value. Small: it
 * names what differs, and nothing where nothing does.
 */
export function byPlace<T>(
  way: NonNullable<CatalogObject['stages']>,
  limits: Limits,
  given: (grants: Partial<PlacedGrants>) => T | undefined,
  others: T,
): Map<T, Filter> {
  const named = (all: Readonly<Record<string, Partial<PlacedGrants>>>) =>
    Object.entries(all).flatMap(([id, grants]) => {
      const value = given(grants);
      return value === undefined ? [] : [{ id, value }];
    });
  const differs = ({ value }: { value: T }) => value !== others;
  const pipelines = named(limits.pipelines).filter(differs);
  const every = named(limits.stages);
  const stages = pipelines.length ? every : every.filter(differs);
  const ids = (all: readonly { id: string }[]) => all.map((one) => one.id);
  const elsewhere: Filter = stages.length ? { [way.stage]: { nin: ids(stages) } } : {};
  const found = new Map<T, Filter[]>();
  const add = (value: T, filter: Filter) => found.set(value, [...(found.get(value) ?? []), filter]);
  if (way.pipeline && pipelines.length) {
    add(others, { ...elsewhere, [way.pipeline]: { nin: ids(pipelines) } });
    for (const [value, some] of Map.groupBy(pipelines, (one) => one.value))
      add(value, { ...elsewhere, [way.pipeline]: { in: ids(some) } });
  } else add(others, elsewhere);
  for (const [value, some] of Map.groupBy(stages, (one) => one.value))
    add(value, { [way.stage]: { in: ids(some) } });
  return new Map(
    [...found].map(([value, filters]) => [
      value,
      filters.length > 1 ? { or: filters } : (filters[0] ?? {}),
    ]),
  );
}

/** Is it given in some place at least? */
export const givenSomewhere = (limits: Limits, verb: PlacedVerb): boolean =>
  [...Object.values(limits.pipelines), ...Object.values(limits.stages)].some((grants) => {
    const value = grants[verb];
    return value !== undefined && value !== false && value !== 'none';
  });
