import {
  type CatalogObject,
  groupingFrom,
  objectOf,
  settingsOf,
  systemActor,
  writeTotals,
} from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

/**
 * Views of an object no longer show, order or group by a field that goes. A condition on it stays: without
 * it the view would show what nobody asked for, so whoever opens it is told to choose another.
 */
export async function takeOutOfViews(work: Work, of: CatalogObject, name: string): Promise<void> {
  const view = objectOf(work.catalog, 'view');
  const { rows } = await work.connection.query<{ id: string }>(
    'select id from view where workspace_id = $1 and object = $2 and deleted_at is null order by id',
    [work.workspace.id, of.name],
  );
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'fields') };
  const loaded = await lockRecords(everywhere, view, {
    ids: rows.map((row) => row.id),
    verb: 'update',
    fields: ownFields(view),
  });
  const drafts = [...loaded].map(([id, before]): Draft => {
    const changes = without(before, name);
    return { object: view, id, before, changes, given: new Set(Object.keys(changes)) };
  });
  await saveDrafts(everywhere, view, drafts);
}

function without(view: Record<string, unknown>, name: string): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  if (Array.isArray(view['columns']))
    changes['columns'] = view['columns'].filter(
      (column: { field?: unknown }) => column.field !== name,
    );
  if (typeof view['sort'] === 'string')
    changes['sort'] = view['sort']
      .split(',')
      .filter((part) => part.replace(/^-/, '') !== name)
      .join();
  const { totals, dates, sum } = settingsOf(view['settings']);
  if (totals[name] || dates.includes(name) || sum === name) {
    const { [name]: _gone, ...rest } = totals;
    const left = dates[0] === name ? '' : dates.filter((one) => one !== name).join();
    changes['settings'] = {
      ...(view['settings'] as object),
      totals: writeTotals(rest),
      dates: left,
      ...(sum === name ? { sum: '' } : {}),
    };
    if (!left && view['layout'] === 'calendar') changes['layout'] = 'table';
  }
  if (typeof view['groupBy'] === 'string' && groupingFrom(view['groupBy'])?.field === name)
    Object.assign(changes, { groupBy: null, layout: 'table' });
  return changes;
}
