import type { Filter } from '@relata/model';
import { useMemo } from 'react';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { isSmall } from '../../fields/titles.ts';

interface Among {
  filter: Filter;
  /** What fulfils it, for one that is made from here: `{relationship: 'partner'}`. */
  values: Record<string, unknown>;
  /** The same in words: `Relationship: Partner`. */
  says: string;
}

/**
 * Of a list that is too long to be here as a whole: which of its records are offered. Nothing narrows it for whoever
 * may not know the fields that this goes by.
 */
export function useAmong(to: string, filter: Filter | undefined): Among | undefined {
  const { objects } = useCatalog();
  const labels = useLabels();
  return useMemo(() => {
    const object = objects[to];
    if (!filter || !object || isSmall(object.writtenBy, object.place)) return undefined;
    const equal = Object.entries(filter).flatMap(([name, asked]) =>
      typeof asked === 'object' && asked !== null && 'eq' in asked && name in object.fields
        ? [{ name, value: asked.eq }]
        : [],
    );
    if (equal.length < Object.keys(filter).length) return undefined;
    return {
      filter,
      values: Object.fromEntries(equal.map(({ name, value }) => [name, value])),
      says: equal
        .map(
          ({ name, value }) =>
            `${labels.field(object, name)}: ${labels.option(object, name, String(value))}`,
        )
        .join(', '),
    };
  }, [objects, to, filter, labels]);
}
