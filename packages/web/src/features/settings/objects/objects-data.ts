import type { RemovedObject, ShapedObject } from '@relata/client';
import { type Role, roleOf, roles } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { useLabels } from '../../../app/language.ts';
import { catalogQuery } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { useSmallList } from '../../../fields/titles.ts';

/** What people work with, as the workspace shapes it, in the order of the navigation. */
export const objectsQuery = queryOptions({
  queryKey: ['objects'],
  queryFn: (): Promise<ShapedObject[]> => client.objects(),
});

export const removedObjectsQuery = queryOptions({
  queryKey: ['objects', 'removed'],
  queryFn: (): Promise<RemovedObject[]> => client.removedObjects(),
});

/** Everything on the screen is drawn from the catalog: it is read anew before anybody goes on. */
export async function forgetObjects(): Promise<void> {
  await Promise.all(
    [objectsQuery, catalogQuery].map(({ queryKey }) =>
      queryClient.invalidateQueries({ queryKey: [...queryKey] }),
    ),
  );
}

/** Names of the roles that see nothing of an object: it is not in their navigation either. */
export function useExcluded(): (object: string) => string[] {
  const labels = useLabels();
  const own = useSmallList('role');
  const all: { label: string; role: Role }[] = [
    ...Object.values<Role>(roles).map((role) => ({ label: labels.role(role.name), role })),
    ...own.map((one) => ({
      label: one.title,
      role: roleOf(one.id, one['administers'] === true, one['objects']),
    })),
  ];
  return (object) =>
    all
      .filter(({ role }) => !role.administers)
      .filter(({ role }) => (role.objects[object]?.read ?? role.objects['*'].read) === 'none')
      .map(({ label }) => label);
}
