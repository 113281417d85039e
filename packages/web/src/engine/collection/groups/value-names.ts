import type { AnyRecord, DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';

/** A value that a field may have: what it is called, and which comes before it. */
export interface NamedValue {
  title: string;
  position: number;
}

const atOnce = 200;

/**
 * Names and order of the values that were found in a field: options of the definition, or titles of the records that
 * it points to. Undefined until they are known.
 */
export function useValueNames(
  object: DescribedObject,
  name: string,
  found: readonly string[],
): ReadonlyMap<string, NamedValue> | undefined {
  const labels = useLabels();
  const catalog = useCatalog();
  const field = object.fields[name];
  const target = field?.to ? catalog.objects[field.to] : undefined;
  const key = found.join();
  const { data } = useQuery({
    queryKey: ['list', target?.name, 'titles', key],
    queryFn: async ({ signal }) => {
      const pages: Promise<{ data: AnyRecord[] }>[] = [];
      const hasOrder = target?.fields['position'] !== undefined;
      for (let at = 0; target && at < found.length; at += atOnce)
        pages.push(
          client.list(
            target,
            {
              filter: { id: { in: found.slice(at, at + atOnce) } },
              fields: ['id', 'title', ...(hasOrder ? ['position'] : [])],
              limit: atOnce,
              total: 'none',
            },
            signal,
          ),
        );
      return (await Promise.all(pages)).flatMap((page) => page.data);
    },
    enabled: target !== undefined && found.length > 0,
    staleTime: 60_000,
  });
  return useMemo(() => {
    if (!field) return new Map();
    if (field.options)
      return new Map(
        field.options.map(({ value }, position) => [
          value,
          { title: labels.option(object, name, value), position },
        ]),
      );
    if (!target || found.length === 0) return new Map();
    return (
      data &&
      new Map(
        data.map((record) => [
          record.id,
          { title: record.title, position: Number(record['position'] ?? 0) },
        ]),
      )
    );
    // `found` stands in the key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [field, labels, object, name, target, data, key]);
}
