import type { AnyRecord } from '@relata/client';
import type { CatalogObject, ColourRule } from '@relata/model';
import { useMemo } from 'react';
import { idOf } from '../../../fields/contract.ts';
import { useHolds } from '../../record/use-holds.ts';
import { namesIn } from './names-in.ts';
import type { Collection } from '../state/use-collection.ts';

interface Colours {
  /** What is needed of each record to tell. */
  fields: string[];
  /** The first rule that the record fits. */
  of: (record: AnyRecord) => ColourRule | undefined;
}

/** Which colour the view's rules give a record, judged by what is loaded of it. */
export function useColours({ object, colours }: Pick<Collection, 'object' | 'colours'>): Colours {
  const holds = useHolds();
  return useMemo(
    () => ({
      fields: [...new Set(colours.flatMap((rule) => namesIn(rule.filter)))].filter(
        (name) => object.fields[name],
      ),
      of(record) {
        if (!colours.length) return undefined;
        const plain = bare(object, record);
        return colours.find(
          (rule) => Object.keys(rule.filter).length > 0 && holds(rule.filter, plain, object.name),
        );
      },
    }),
    [object, colours, holds],
  );
}

/** References by their ids, as conditions compare them. */
function bare(object: CatalogObject, record: AnyRecord): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]): [string, unknown] => [
      name,
      object.fields[name]?.to ? (Array.isArray(value) ? value.map(idOf) : idOf(value)) : value,
    ]),
  );
}
