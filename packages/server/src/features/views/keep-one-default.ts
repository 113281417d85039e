import { invalid, objectOf, systemActor } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

const listOf = (draft: Draft, field: string): string[] => {
  const value = willBe(draft, field);
  return Array.isArray(value) ? value.map(String).toSorted() : [];
};

/** Whose default it is: everybody's, that of some, or one person's own. */
function scopeOf(draft: Draft): string {
  const shared = willBe(draft, 'sharedWith');
  const whose =
    shared === 'everyone'
      ? []
      : shared === 'some'
        ? [...listOf(draft, 'audience'), ...listOf(draft, 'roles')]
        : [willBe(draft, 'owner')];
  return [willBe(draft, 'object'), shared, ...whose].join(' ');
}

/**
 * Of the views of an object that are for everybody one is the default, of those for the same teams and roles, and of
 * each person's own: the newest choice. What opens first for others, administrators decide.
 */
export async function keepOneDefault(work: Work, drafts: Draft[]): Promise<void> {
  const chosen = new Map<string, Draft>();
  for (const draft of drafts) {
    if (willBe(draft, 'isDefault') !== true) continue;
    const parts = ['isDefault', 'sharedWith', 'owner', 'object', 'audience', 'roles'];
    if (!parts.some((name) => changing(draft, name))) continue;
    if (willBe(draft, 'sharedWith') !== 'me' && !decides(work)) {
      if (draft.given.has('isDefault'))
        throw invalid(
          'isDefault',
          'default_administrators',
          'administrators decide what opens first for others',
        );
      draft.changes['isDefault'] = false;
      continue;
    }
    const earlier = chosen.get(scopeOf(draft));
    if (earlier) earlier.changes['isDefault'] = false;
    chosen.set(scopeOf(draft), draft);
  }
  for (const draft of chosen.values()) await takeOver(work, draft);
}

const decides = ({ actor }: Work): boolean => actor.kind === 'system' || actor.role.administers;

async function takeOver(work: Work, draft: Draft): Promise<void> {
  const shared = willBe(draft, 'sharedWith');
  const same =
    shared === 'everyone'
      ? { sql: '', values: [] }
      : shared === 'some'
        ? {
            sql: `and coalesce(audience, '{}') @> $5 and coalesce(audience, '{}') <@ $5 and coalesce(roles, '{}') @> $6 and coalesce(roles, '{}') <@ $6`,
            values: [listOf(draft, 'audience'), listOf(draft, 'roles')],
          }
        : { sql: 'and owner_id = $5', values: [willBe(draft, 'owner')] };
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and object = $2 and is_default and id <> $3 and deleted_at is null
       and shared_with = $4 ${same.sql} order by id`,
    [work.workspace.id, willBe(draft, 'object'), draft.id, shared, ...same.values],
  );
  if (!rows.length) return;
  const object = objectOf(work.catalog, 'view');
  // Also where the former default belongs to somebody else: it stays theirs, it only opens second.
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'views') };
  const ids = rows.map((row) => row.id);
  const loaded = await lockRecords(everywhere, object, {
    ids,
    verb: 'update',
    fields: ownFields(object),
  });
  await saveDrafts(
    work,
    object,
    [...loaded].map(([id, before]): Draft => ({
      object,
      id,
      before,
      changes: { isDefault: false },
      given: new Set(['isDefault']),
    })),
  );
}
