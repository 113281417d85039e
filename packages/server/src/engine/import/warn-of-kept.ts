import type { CatalogObject } from '@relata/model';
import { keptMatches } from '../duplicates/kept-matches.ts';
import type { Work } from '../work.ts';
import { matchOf, type Signs } from './duplicates.ts';
import type { ImportOptions } from './options.ts';
import type { ReadRow } from './read-row.ts';
import { trouble } from './trouble.ts';

/**
 * Warns of rows whose record exists already and is kept from whoever imports: they are made all the same, as they
 * would be by hand, and say whom to ask.
 */
export async function warnerOfKept(
  work: Work,
  object: CatalogObject,
  offered: readonly Signs[],
  options: ImportOptions,
): Promise<(row: ReadRow, title: string) => void> {
  const kept = await keptMatches(
    work,
    object,
    offered.flatMap((one) => one.keys),
  );
  if (!kept.size) return () => {};
  const all = new Map([...kept.values()].flat().map((one) => [one.id, one]));
  return (row, title) => {
    const lookUp = (key: string) => kept.get(key) ?? [];
    const match = matchOf(object, row.values, title, options, work.workspace.country, lookUp);
    if (!match) return;
    const name = all.get(match.id)?.ask?.name;
    row.troubles.push(
      trouble(
        'warning',
        name
          ? {
              code: 'kept_exists',
              message: `It exists already and is kept from you. Ask ${name}`,
              values: { name },
            }
          : {
              code: 'kept_exists_unowned',
              message: 'It exists already and is kept from you. Ask an administrator',
            },
      ),
    );
  };
}
