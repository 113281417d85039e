import type { CatalogObject } from './catalog.ts';
import { isPlainObject } from './plain-object.ts';
import { type Limits, type PlacedGrants, placedVerbs, type StageGrants } from './limits.ts';
import { knownGrants, reaches } from './rights.ts';

/** Limits as they are stored or sent; what is none is left out. */
export function limitsFrom(given: unknown): Record<string, Limits> {
  return Object.fromEntries(
    entriesOf(given).map(([object, limits]) => [
      object,
      {
        pipelines: Object.fromEntries(
          entriesOf(isPlainObject(limits) ? limits['pipelines'] : null).map(([id, grants]) => [
            id,
            placedOf(grants),
          ]),
        ),
        stages: Object.fromEntries(
          entriesOf(isPlainObject(limits) ? limits['stages'] : null).map(([id, grants]) => [
            id,
            { ...placedOf(grants), ...openOf(grants) },
          ]),
        ),
      },
    ]),
  );
}

const entriesOf = (given: unknown): [string, unknown][] =>
  isPlainObject(given) ? Object.entries(given) : [];

function placedOf(given: unknown): Partial<PlacedGrants> {
  const known = knownGrants(given);
  return Object.fromEntries(Object.entries(known).filter(([verb]) => isPlaced(verb)));
}

function openOf(given: unknown): Pick<StageGrants, 'to'> {
  const to = isPlainObject(given) ? given['to'] : undefined;
  return Array.isArray(to) ? { to: to.filter((id) => typeof id === 'string') } : {};
}

const isPlaced = (verb: string): boolean => placedVerbs.some((one) => one === verb);

/** What is wrong with the limits of a role, as paths into them: `deal.stages.<id>.read`. Whether ids exist, it does not know. */
export function problemsOfLimits(
  limits: unknown,
  known: Readonly<Record<string, CatalogObject>>,
): string[] {
  if (limits === null || limits === undefined) return [];
  if (!isPlainObject(limits)) return ['limits'];
  return Object.entries(limits).flatMap(([name, kinds]) => {
    const way = Object.hasOwn(known, name) ? known[name]?.stages : undefined;
    if (!way || !isPlainObject(kinds)) return [name];
    return Object.entries(kinds).flatMap(([kind, places]) => {
      const fits = kind === 'stages' || (kind === 'pipelines' && way.pipeline !== undefined);
      if (!fits || !isPlainObject(places)) return [`${name}.${kind}`];
      return Object.entries(places).flatMap(([id, grants]) =>
        isPlainObject(grants)
          ? Object.entries(grants)
              .filter(([verb, value]) => !fitsPlace(kind, verb, value))
              .map(([verb]) => `${name}.${kind}.${id}.${verb}`)
          : [`${name}.${kind}.${id}`],
      );
    });
  });
}

function fitsPlace(kind: string, verb: string, value: unknown): boolean {
  if (verb === 'to')
    return (
      kind === 'stages' && Array.isArray(value) && value.every((one) => typeof one === 'string')
    );
  const reaching = verb === 'read' || verb === 'update' || verb === 'delete';
  return reaching
    ? reaches.some((one) => one === value)
    : isPlaced(verb) && typeof value === 'boolean';
}
