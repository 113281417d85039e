import { type Field, objectOf } from '@relata/model';
import { restored } from '../export/formulas.ts';
import type { Work } from '../work.ts';
import { type Facts, isOwn } from './analyse.ts';
import { loadLists } from './lists.ts';
import type { ImportOptions } from './options.ts';
import type { ColumnMapping } from './presets/mapping.ts';
import type { ImportRow } from './read/index.ts';
import { type Plan, type ReadRow, rowReader } from './read-row.ts';
import { entriesFor } from './targets.ts';

/** What an import is made of, whether it is looked at or run. */
export interface Chosen {
  object: string;
  mapping: ColumnMapping[];
  options: ImportOptions;
  facts: Facts;
}

/** Puts together what reading rows needs, for the person whom `work` acts for. */
export async function planOf(
  work: Work,
  { object, mapping, options, facts }: Chosen,
): Promise<Plan> {
  const fields = objectsOf({ object, options }).flatMap((name) =>
    entriesFor(work.catalog, objectOf(work.catalog, name), mapping).flatMap(({ target }): Field[] =>
      target.field ? [target.field] : [],
    ),
  );
  return {
    catalog: work.catalog,
    workspace: work.workspace,
    header: facts.columns.map((column) => column.name),
    object,
    mapping,
    options,
    formats: facts.formats,
    lists: await loadLists(work, fields),
    timeZone: work.actor.timeZone,
    own: isOwn(facts),
  };
}

export const readerOf = (plan: Plan): ((row: ImportRow) => ReadRow) => rowReader(plan, restored);

/** The objects that rows of the file may be. */
export const objectsOf = ({ object, options }: Pick<Chosen, 'object' | 'options'>): string[] => [
  ...new Set([object, ...Object.values(options.objectBy?.values ?? {})]),
];

/** In the order in which they are imported: what others lead to comes first. */
export function inOrder(
  work: Work,
  { object, mapping, options }: Pick<Chosen, 'object' | 'mapping' | 'options'>,
): string[] {
  const names = objectsOf({ object, options });
  const leadsTo = (from: string, to: string) =>
    from !== to &&
    entriesFor(work.catalog, objectOf(work.catalog, from), mapping).some(
      ({ target }) => target.via !== '' && target.object.name === to,
    );
  return names.toSorted((a, b) => Number(leadsTo(a, b)) - Number(leadsTo(b, a)));
}
