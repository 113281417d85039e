import { objectOf, systemActor } from '@relata/model';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

/** Whose default it is: everybody's, or one person's own. */
const scopeOf = (draft: Draft): string => {
  const shared = willBe(draft, 'sharedWith') === 'everyone';
  return `${String(willBe(draft, 'object'))} ${shared ? '' : String(willBe(draft, 'owner'))}`;
};

/** Of the views of an object that everybody shares, one is the default, and of each person's own: the newest choice. */
export async function keepOneDefault(work: Work, drafts: Draft[]): Promise<void> {
  const chosen = new Map<string, Draft>();
  for (const draft of drafts) {
    if (willBe(draft, 'isDefault') !== true) continue;
    if (!['isDefault', 'sharedWith', 'owner', 'object'].some((name) => changing(draft, name)))
      continue;
    const earlier = chosen.get(scopeOf(draft));
    if (earlier) earlier.changes['isDefault'] = false;
    chosen.set(scopeOf(draft), draft);
  }
  for (const draft of chosen.values()) await takeOver(work, draft);
}

async function takeOver(work: Work, draft: Draft): Promise<void> {
  const shared = willBe(draft, 'sharedWith') === 'everyone';
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and object = $2 and is_default and id <> $3 and deleted_at is null
       and ${shared ? "shared_with = 'everyone'" : "shared_with <> 'everyone' and owner_id = $4"} order by id`,
    [
      work.workspace.id,
      willBe(draft, 'object'),
      draft.id,
      ...(shared ? [] : [willBe(draft, 'owner')]),
    ],
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
