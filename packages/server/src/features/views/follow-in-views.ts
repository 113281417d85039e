import {
  asksOfOthers,
  type Catalog,
  type Filter,
  isOfRelated,
  objectOf,
  parseFilter,
  Refusal,
  relationOf,
  settingsOf,
  systemActor,
} from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { followedColumns } from './follow-in-columns.ts';

/** How conditions are put another way. */
export interface Instead {
  /** Stands in the JSON of every filter that may have to change. */
  mark: string;
  /** Is it what a filter on the object asks for under this path (`company.tags`)? */
  asks: (object: string, path: string) => boolean;
  /** What an operator asks for from now on; undefined: nothing, and the condition goes. */
  operand: (operator: string, value: unknown) => unknown;
}

/** A value that becomes another one wherever it is asked for; `to` is null: it is asked for no longer. */
export interface Exchange extends Instead {
  from: string;
  to: string | null;
}

export const exchange = (from: string, to: string | null, asks: Instead['asks']): Exchange => ({
  from,
  to,
  asks,
  mark: JSON.stringify(from),
  operand(_operator, value) {
    if (!Array.isArray(value)) return value === from ? (to ?? undefined) : value;
    const rest = [...new Set(value.flatMap((one) => (one === from ? (to ?? []) : [one])))];
    return rest.length || !value.length ? rest : undefined;
  },
});

/** Whatever else keeps a filter: the object that has it, and of what it is a filter. */
const keepers = [{ table: 'lead_rule', name: 'leadRule', of: 'lead' }];

/** Rules ask for the one instead of the other. One that would then ask for nothing stays, and matches nothing. */
async function followInKeepers(work: Work, instead: Instead): Promise<void> {
  for (const { table, name, of } of keepers) {
    const { rows } = await work.connection.query<{ id: string }>(
      `select id from ${table} where workspace_id = $1 and deleted_at is null and position($2 in filter::text) > 0 order by id`,
      [work.workspace.id, instead.mark],
    );
    if (!rows.length) continue;
    const object = objectOf(work.catalog, name);
    const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'lists') };
    const ids = rows.map((row) => row.id);
    const fields = ownFields(object);
    const loaded = await lockRecords(everywhere, object, { ids, verb: 'update', fields });
    const drafts = [...loaded].flatMap(([id, before]): Draft[] => {
      const filter = followed(before['filter'] as Filter, of, instead);
      if (isEmpty(filter) || !isFilter(filter, of, work.seen)) return [];
      return [{ object, id, before, changes: { filter }, given: new Set(['filter']) }];
    });
    await saveDrafts(work, object, drafts);
  }
}

/** Saved views, and rules, ask for the one instead of the other. It is a change of the view, whoever owns it. */
export async function followInViews(work: Work, instead: Instead): Promise<void> {
  await followInKeepers(work, instead);
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and deleted_at is null
       and position($2 in concat(filter, settings)) > 0 order by id`,
    [work.workspace.id, instead.mark],
  );
  if (!rows.length) return;
  const object = objectOf(work.catalog, 'view');
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'lists') };
  const ids = rows.map((row) => row.id);
  const loaded = await lockRecords(everywhere, object, {
    ids,
    verb: 'update',
    fields: ownFields(object),
  });
  const drafts = [...loaded].flatMap(([id, before]): Draft[] => {
    const of = String(before['object']);
    const changes = {
      filter: before['filter'] ? followed(before['filter'] as Filter, of, instead) : null,
      settings: followedColumns(
        coloured(before['settings'], of, instead),
        of,
        before['groupBy'],
        instead,
      ),
    };
    // A view that asks for what is there no longer stays as it is: whoever opens it is told.
    if (!isUnderstood(work, of, changes)) return [];
    return [{ object, id, before, changes, given: new Set(Object.keys(changes)) }];
  });
  await saveDrafts(work, object, drafts);
}

function isUnderstood(
  { seen }: Work,
  object: string,
  { filter, settings }: { filter: Filter | null; settings: unknown },
): boolean {
  const rules = settingsOf(settings).colours.map((rule) => rule.filter);
  return (
    [filter ?? {}, ...rules].every((one) => isFilter(one, object, seen)) &&
    !rules.some((rule) => asksOfOthers(rule, objectOf(seen, object), seen))
  );
}

/** Is it a filter on the object, as the catalog is? */
export function isFilter(filter: unknown, object: string, catalog: Catalog): boolean {
  try {
    parseFilter(filter, object, catalog);
    return true;
  } catch (problem) {
    if (problem instanceof Refusal) return false;
    throw problem;
  }
}

/** The rules of colours follow as well; one that asked for nothing else goes. */
function coloured(settings: unknown, object: string, instead: Instead): unknown {
  const { colours } = settingsOf(settings);
  if (!colours.length) return settings;
  const rules = colours.flatMap((rule) => {
    const filter = followed(rule.filter, object, instead);
    return isEmpty(filter) && !isEmpty(rule.filter) ? [] : [{ ...rule, filter }];
  });
  return { ...(settings as object), colours: rules };
}

/** The filter with its conditions put another way, or without those that go: a part goes with its last one, and one that was empty before stays. */
export function followed(filter: Filter, object: string, instead: Instead): Filter {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([key, member]): [string, unknown][] => {
      const rest = memberOf(key, member, object, instead);
      return rest === undefined ? [] : [[key, rest]];
    }),
  ) as Filter;
}

function memberOf(key: string, member: unknown, object: string, instead: Instead): unknown {
  if (key === 'and' || key === 'or') {
    const all = member as Filter[];
    const rest = all.flatMap((each) => {
      const one = followed(each, object, instead);
      return isEmpty(one) && !isEmpty(each) ? [] : [one];
    });
    return rest.length || !all.length ? rest : undefined;
  }
  if (key === 'not') {
    const rest = followed(member as Filter, object, instead);
    return isEmpty(rest) && !isEmpty(member) ? undefined : rest;
  }
  const asksHere = instead.asks(object, key);
  const rest = Object.entries(member ?? {}).flatMap(([operator, value]: [string, unknown]) => {
    if (isOfRelated(operator)) {
      const asks: Instead['asks'] = (of, path) => instead.asks(of, `${key}.${path}`);
      const inner = followed(value as Filter, object, { ...instead, asks });
      // With nothing left to ask it would take in whoever has any record there.
      return isEmpty(inner) && !isEmpty(value) ? [] : [[operator, inner]];
    }
    if (!asksHere) return [[operator, value]];
    const wanted = instead.operand(operator, value);
    return wanted === undefined ? [] : [[operator, wanted]];
  });
  return rest.length || isEmpty(member) ? Object.fromEntries(rest) : undefined;
}

const isEmpty = (filter: unknown): boolean => Object.keys(filter ?? {}).length === 0;

/** The object and the field at the end of a filter's path: `company.people.source`. */
export function fieldAt(
  catalog: Catalog,
  object: string,
  path: string,
): { object: string; name: string } | null {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  let here = catalog.objects[object];
  for (const step of steps) {
    const relation = here && relationOf(catalog, here, step);
    here = relation && catalog.objects[relation.target];
  }
  return here ? { object: here.name, name } : null;
}
