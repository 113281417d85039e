import { type Filter, objectOf, systemActor } from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

/** Saved views that ask for a renamed tag ask for its new name from now on. */
export async function followInViews(work: Work, from: string, to: string): Promise<void> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and deleted_at is null
       and position('"tags"' in filter::text) > 0 and position($2 in filter::text) > 0 order by id`,
    [work.workspace.id, JSON.stringify(from)],
  );
  if (!rows.length) return;
  const object = objectOf(work.catalog, 'view');
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'tags') };
  const ids = rows.map((row) => row.id);
  const loaded = await lockRecords(everywhere, object, {
    ids,
    verb: 'update',
    fields: ownFields(object),
  });
  const drafts = [...loaded].map(([id, before]): Draft => {
    const filter = renamed(before['filter'] as Filter, from, to);
    return { object, id, before, changes: { filter }, given: new Set(['filter']) };
  });
  await saveDrafts(work, object, drafts);
}

function renamed(filter: Filter, from: string, to: string): Filter {
  const one = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(one);
    return value === from ? to : value;
  };
  return Object.fromEntries(
    Object.entries(filter).map(([key, member]) => {
      if (key === 'and' || key === 'or')
        return [key, (member as Filter[]).map((each) => renamed(each, from, to))];
      if (key === 'not') return [key, renamed(member as Filter, from, to)];
      if (key !== 'tags' && !key.endsWith('.tags')) return [key, member];
      return [
        key,
        Object.fromEntries(Object.entries(member ?? {}).map(([name, value]) => [name, one(value)])),
      ];
    }),
  );
}
