import {
  type Catalog,
  type Filter,
  objectOf,
  relationOf,
  settingsOf,
  systemActor,
} from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

/** A value that becomes another one wherever it is asked for; `to` is null: it is asked for no longer. */
export interface Instead {
  from: string;
  to: string | null;
  /** Is it this value that a filter on the object asks for under this path (`company.tags`)? */
  asks: (object: string, path: string) => boolean;
}

/** Saved views ask for the one instead of the other. It is a change of the view, whoever owns it. */
export async function followInViews(work: Work, instead: Instead): Promise<void> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and deleted_at is null
       and position($2 in concat(filter, settings)) > 0 order by id`,
    [work.workspace.id, JSON.stringify(instead.from)],
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
  const drafts = [...loaded].map(([id, before]): Draft => {
    const of = String(before['object']);
    const changes = {
      filter: before['filter'] ? followed(before['filter'] as Filter, of, instead) : null,
      settings: coloured(before['settings'], of, instead),
    };
    return { object, id, before, changes, given: new Set(Object.keys(changes)) };
  });
  await saveDrafts(work, object, drafts);
}

/** The rules of colours follow as well; one that asked for nothing else goes. */
function coloured(settings: unknown, object: string, instead: Instead): unknown {
  const { colours } = settingsOf(settings);
  if (!colours.length) return settings;
  const rules = colours.flatMap((rule) => {
    const filter = followed(rule.filter, object, instead);
    return isEmpty(filter) ? [] : [{ ...rule, filter }];
  });
  return { ...(settings as object), colours: rules };
}

/** The filter with one value for another, or without what asked for it: an empty part goes with its last condition. */
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
  if (!instead.asks(object, key)) return member;
  const rest = Object.entries(member ?? {}).flatMap(([operator, value]: [string, unknown]) => {
    const wanted = operandOf(value, instead);
    return wanted === undefined ? [] : [[operator, wanted]];
  });
  return rest.length ? Object.fromEntries(rest) : undefined;
}

function operandOf(value: unknown, { from, to }: Instead): unknown {
  if (!Array.isArray(value)) return value === from ? (to ?? undefined) : value;
  const rest = [...new Set(value.flatMap((one) => (one === from ? (to ?? []) : [one])))];
  return rest.length || !value.length ? rest : undefined;
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
