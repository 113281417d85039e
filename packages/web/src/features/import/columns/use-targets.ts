import type { ColumnMapping, ImportRun } from '@relata/client';
import { useMemo } from 'react';
import { useCatalog } from '../../../data/catalog.ts';
import { objectsIn } from '../objects-in.ts';
import { type Target, type TargetGroup, targetFinder, targetGroups } from './targets.ts';

/** What columns of a file may become, and what an entry of its mapping means. */
export function useTargets({ object, options }: Pick<ImportRun, 'object' | 'options'>): {
  groups: TargetGroup[];
  find: (entry: ColumnMapping) => Target | undefined;
} {
  const catalog = useCatalog();
  const names = objectsIn({ object, options }).join();
  return useMemo(() => {
    const list = names.split(',');
    const groups = targetGroups(catalog, list);
    return { groups, find: targetFinder(catalog, list, groups) };
  }, [catalog, names]);
}
