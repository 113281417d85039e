import { copyValues, matches, objectOf } from '@relata/model';
import type { ActionHandler } from '#engine/actions.ts';
import { create } from '#engine/records/create.ts';
import { mayChangeOwner } from '#engine/records/owner-change.ts';
import { read } from '#engine/records/read.ts';
import { filterContext } from '#engine/work.ts';

/**
 * Makes a copy of a deal in another pipeline, at the named stage or the first: what delivery, renewal or another team
 * goes on with while the deal stays where it is (plug-bitrix24-pipedrive §5.5). The copy knows of what it is one, and
 * holds what whoever copies sees.
 */
export const copyTo: ActionHandler = async ({ work, object, record, input }) => {
  const context = filterContext(work);
  const values = copyValues(
    objectOf(work.seen, object.name),
    await read(work, object.name, record.id),
    (filter, given, name) => !filter || matches(filter, given, name, work.catalog, context),
  );
  const { pipeline, stage } = input;
  delete values['stage'];
  // A probability was about the stage there.
  delete values['probability'];
  // Whoever may not give records away makes theirs.
  if (!mayChangeOwner(work, object)) delete values['owner'];
  const id = await create(work, object.name, {
    ...values,
    pipeline,
    ...(stage ? { stage } : {}),
    copyOf: record.id,
  });
  return { object: object.name, id };
};
