import { type CatalogObject, invalid } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import { tableOf } from '#engine/tables/table.ts';
import type { Work } from '#engine/work.ts';
import { forgetWorkspace } from '#features/sign-in/index.ts';

/**
 * Who sees a record is decided by whoever made or owns it, and by administrators (OO-PERM-10); that nobody else
 * does, by whoever made it (EP-ACC-11). From the first such record on, reading asks for it.
 */
export async function checkAccess(work: Work, drafts: Draft[], field: string): Promise<void> {
  const object = drafts[0]?.object;
  if (field !== 'access' || !object?.fields['accessList']) return;
  const insiders = await insidersOf(work, object, drafts);
  for (const draft of drafts) {
    const { maker, owner } = insiders.get(draft.id) ?? { maker: work.actor.user, owner: null };
    const isPersonal = willBe(draft, field) === 'personal' || draft.before?.[field] === 'personal';
    if (work.actor.kind === 'system') continue;
    if (isPersonal && maker !== work.actor.user)
      throw invalid(field, 'personal_maker', 'only whoever made it can keep it to themselves');
    const decides = [maker, owner].includes(work.actor.user) || work.actor.role.administers;
    if (!decides)
      throw invalid(field, 'access_owner', 'only its maker and owner decide who sees it');
  }
  if (drafts.some((draft) => ['restricted', 'personal'].includes(String(willBe(draft, field)))))
    await guard(work, object);
}

/** Those named exist: people who are active, and teams. Whoever changes the list may change who sees it. */
export async function checkAudience(work: Work, drafts: Draft[], field: string): Promise<void> {
  const named = [...new Set(drafts.flatMap((draft) => (willBe(draft, field) ?? []) as string[]))];
  const { rows } = await work.connection.query<{ n: string }>(
    `select (select count(*) from "user" where workspace_id = $1 and id = any($2) and deleted_at is null)
          + (select count(*) from team where workspace_id = $1 and id = any($2) and deleted_at is null) as n`,
    [work.workspace.id, named],
  );
  if (Number(rows[0]?.n) !== named.length)
    throw invalid(field, 'audience', 'somebody who is named does not exist');
  if (field === 'accessList') await checkAccess(work, drafts, 'access');
}

async function insidersOf(
  work: Work,
  object: CatalogObject,
  drafts: Draft[],
): Promise<Map<string, { maker: string | null; owner: string | null }>> {
  const old = drafts.filter((draft) => draft.before).map((draft) => draft.id);
  const { rows } = await work.connection.query<{
    id: string;
    created_by: string | null;
    owner_id: string | null;
  }>(
    `select id, created_by, owner_id from ${tableOf(object)} where workspace_id = $1 and id = any($2)`,
    [work.workspace.id, old],
  );
  return new Map(rows.map((row) => [row.id, { maker: row.created_by, owner: row.owner_id }]));
}

/** Notes that some records of the object are kept from others; it is never taken back. */
async function guard(work: Work, object: CatalogObject): Promise<void> {
  if (work.workspace.guarded.includes(object.name)) return;
  await work.connection.query(
    `update workspace set settings = jsonb_set(settings, '{guarded}', coalesce(settings -> 'guarded', '[]') || to_jsonb($2::text))
     where id = $1 and not coalesce(settings -> 'guarded', '[]') ? $2`,
    [work.workspace.id, object.name],
  );
  await work.engine.workspaces.changed(work.connection.query, work.workspace.id);
  await forgetWorkspace(work);
}
