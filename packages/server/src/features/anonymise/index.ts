import { objectOf, systemActor } from '@relata/model';
import { removeForGood } from '#features/recycle-bin/index.ts';
import type { ActionHandler } from '#engine/actions.ts';
import type { Feature } from '#engine/engine.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { remove } from '#engine/records/remove.ts';
import type { Work } from '#engine/work.ts';
import { attachedTo } from './attached-to.ts';
import { removePersonal } from './remove-personal.ts';

/**
 * Takes out of a record, for good, whatever tells who it is about (EP-LEAD-16): its personal fields, those that the
 * workspace calls so among them, what its history says of them, its files, and what notes and activities say that are
 * about nothing else. The record stays, and counts. The bytes of files go with the next round of the orphans.
 */
const anonymise: ActionHandler = async ({ work, object, record }) => {
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'anonymise') };
  const files = await removePersonal(work, object, new Map([[record.id, record]]), {
    anonymisedAt: work.now,
  });
  for (const { holder, live, deleted } of await attachedTo(work, object, record.id)) {
    if (deleted.length) await removeForGood(everywhere, holder, deleted);
    if (holder.name === 'file') files.push(...live);
    else if (live.length)
      await removePersonal(work, holder, await loaded(everywhere, holder.name, live));
  }
  const there = await loaded(everywhere, 'file', files);
  if (!there.size) return;
  await remove(everywhere, 'file', [...there.keys()]);
  await removeForGood(everywhere, objectOf(work.catalog, 'file'), [...there.keys()]);
};

function loaded(work: Work, name: string, ids: string[]) {
  const object = objectOf(work.catalog, name);
  return lockRecords(work, object, { ids, verb: 'update', fields: ownFields(object) });
}

export const anonymising: Feature = { name: 'anonymise', actions: { '*.anonymise': anonymise } };
