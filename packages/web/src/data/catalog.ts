import type { Client, DescribedObject } from '@relata/client';
import type { Catalog } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { client } from './client.ts';

/** Everything that can be shown in this workspace, and what the person may do with it. */
export interface DescribedCatalog extends Catalog {
  objects: Record<string, DescribedObject>;
}

export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: async (): Promise<DescribedCatalog> => byName(await client.catalog()),
  staleTime: Infinity,
  gcTime: Infinity,
});

const byName = ({
  version,
  objects,
}: Awaited<ReturnType<Client['catalog']>>): DescribedCatalog => ({
  version,
  objects: Object.fromEntries(objects.map((object) => [object.name, object])),
});

export const CatalogContext = createContext<DescribedCatalog | null>(null);

export function useCatalog(): DescribedCatalog {
  const catalog = use(CatalogContext);
  if (!catalog) throw new Error('nobody is signed in');
  return catalog;
}

/** An object by its name: `deal`. Asking for one that does not exist is a bug. */
export function useObject(name: string): DescribedObject {
  return described(useCatalog(), name);
}

export function described(catalog: DescribedCatalog, name: string): DescribedObject {
  const object = catalog.objects[name];
  if (!object) throw new Error(`there is no object '${name}'`);
  return object;
}

/** Is there anything that the person could take out of the recycle bin? */
export const hasRecycleBin = (catalog: DescribedCatalog): boolean =>
  Object.values(catalog.objects).some(({ can, place }) => can.delete && place !== 'none');

/** The object behind an address: `people` → person; undefined where there is none. */
export const byPlural = (catalog: DescribedCatalog, plural: string): DescribedObject | undefined =>
  Object.values(catalog.objects).find((object) => object.plural === plural);
