import { type Filter, objectOf, settingsOf, systemActor } from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

/**
 * Saved views that ask for a renamed tag ask for its new name from now on; what asks for a deleted one asks
 * for it no longer (`to` is null). Both are changes of the view, whoever owns it.
 */
export async function followInViews(work: Work, from: string, to: string | null): Promise<void> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and deleted_at is null
       and concat(filter, settings) ~ '"([^"]+[.])?tags"' and position($2 in concat(filter, settings)) > 0 order by id`,
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
    const changes = {
      filter: before['filter'] ? followed(before['filter'] as Filter, from, to) : null,
      settings: coloured(before['settings'], from, to),
    };
    return { object, id, before, changes, given: new Set(Object.keys(changes)) };
  });
  await saveDrafts(work, object, drafts);
}

/** The rules of colours follow as well; one that asked for nothing else goes. */
function coloured(settings: unknown, from: string, to: string | null): unknown {
  const { colours } = settingsOf(settings);
  if (!colours.length) return settings;
  const rules = colours.flatMap((rule) => {
    const filter = followed(rule.filter, from, to);
    return isEmpty(filter) ? [] : [{ ...rule, filter }];
  });
  return { ...(settings as object), colours: rules };
}

/** The filter with one tag for another, or without what asked for it: an empty part goes with its last condition. */
export function followed(filter: Filter, from: string, to: string | null): Filter {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([key, member]): [string, unknown][] => {
      const rest = memberOf(key, member, from, to);
      return rest === undefined ? [] : [[key, rest]];
    }),
  ) as Filter;
}

function memberOf(key: string, member: unknown, from: string, to: string | null): unknown {
  if (key === 'and' || key === 'or') {
    const all = member as Filter[];
    const rest = all.flatMap((each) => {
      const one = followed(each, from, to);
      return isEmpty(one) && !isEmpty(each) ? [] : [one];
    });
    return rest.length || !all.length ? rest : undefined;
  }
  if (key === 'not') {
    const rest = followed(member as Filter, from, to);
    return isEmpty(rest) && !isEmpty(member) ? undefined : rest;
  }
  if (key !== 'tags' && !key.endsWith('.tags')) return member;
  const rest = Object.entries(member ?? {}).flatMap(([operator, value]: [string, unknown]) => {
    const wanted = operandOf(value, from, to);
    return wanted === undefined ? [] : [[operator, wanted]];
  });
  return rest.length ? Object.fromEntries(rest) : undefined;
}

function operandOf(value: unknown, from: string, to: string | null): unknown {
  if (!Array.isArray(value)) return value === from ? (to ?? undefined) : value;
  const rest = [...new Set(value.flatMap((one) => (one === from ? (to ?? []) : [one])))];
  return rest.length || !value.length ? rest : undefined;
}

const isEmpty = (filter: unknown): boolean => Object.keys(filter ?? {}).length === 0;
