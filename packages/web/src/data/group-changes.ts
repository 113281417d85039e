import type { AnyRecord, DescribedObject, ManyChange } from '@relata/client';
import { type Filter, type Group, groupsOf } from '@relata/model';
import { withTextsOf } from '../app/language.ts';
import { catalogQuery } from './catalog.ts';
import { untilReached } from './connection.ts';
import { queryClient } from './query-client.ts';

/** The groups of the record for all of which the change is meant (OO-CON-17). */
export async function groupsFor(
  object: DescribedObject,
  record: AnyRecord,
  names: readonly string[],
): Promise<Group[]> {
  const { catalog, groups } = sharing(object, names);
  if (!catalog || !groups.length) return [];
  const { meantForGroup } = await withTextsOf(['group'], import('./ask-group.ts'));
  for (const group of groups)
    if (!(await untilReached(() => meantForGroup(catalog, object, record, group)))) return [];
  return groups;
}

/** The same for one change of many: those that a filter names, or null where they are too many to name. */
export async function groupsForMany(
  object: DescribedObject,
  chosen: Filter | null,
  { set = {}, addTags, removeTags }: ManyChange,
): Promise<Group[]> {
  const names = [...Object.keys(set), ...(addTags?.length || removeTags?.length ? ['tags'] : [])];
  const { catalog, groups } = sharing(object, names);
  if (!catalog || !groups.length) return [];
  const { meantForGroups } = await withTextsOf(['group'], import('./ask-group.ts'));
  for (const group of groups)
    if (!(await untilReached(() => meantForGroups(catalog, object, chosen, group)))) return [];
  return groups;
}

/** The groups that share one of these fields, of an object of which the person may change many. */
function sharing(object: DescribedObject, names: readonly string[]) {
  const catalog = queryClient.getQueryData(catalogQuery.queryKey);
  const all = catalog && object.can.bulk ? groupsOf(catalog, object.name) : [];
  return {
    catalog,
    groups: all.filter(({ fields }) => names.some((name) => fields.includes(name))),
  };
}
