import { type RecordRef, systemActor } from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords } from '#engine/records/read.ts';
import { neededFields, saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';

const atOnce = 2000;

/**
 * Whatever is about a record (notes, activities, files) is about what it became as well from now on, whoever wrote it:
 * the pages of a lead and of its deal both tell the whole way (EP-LEAD-18).
 */
export async function comeAlong(work: Work, from: RecordRef, to: RecordRef): Promise<void> {
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'leads') };
  for (const holder of Object.values(work.catalog.objects)) {
    const name = holder.follows;
    if (!name) continue;
    const { rows } = await work.connection.query<{ id: string }>(
      `select from_id as id from link where workspace_id = $1 and field = $2 and to_id = $3 and to_object = $4 order by from_id`,
      [work.workspace.id, `${holder.name}.${name}`, from.id, from.object],
    );
    for (let i = 0; i < rows.length; i += atOnce) {
      const loaded = await lockRecords(everywhere, holder, {
        ids: rows.slice(i, i + atOnce).map((row) => row.id),
        verb: 'update',
        fields: ['title', ...neededFields(work, holder, [name])],
      });
      const drafts = [...loaded].map(([id, before]): Draft => {
        const about = (before[name] ?? []) as RecordRef[];
        const value = [...about.filter((one) => one.id !== to.id), to];
        return { object: holder, id, before, changes: { [name]: value }, given: new Set([name]) };
      });
      await saveDrafts(work, holder, drafts);
    }
  }
}
