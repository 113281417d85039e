import type { ActionHandler } from '#engine/actions.ts';
import type { Feature } from '#engine/engine.ts';
import { update } from '#engine/records/update.ts';

/** Puts a record aside (EP-LEAD-15). */
const archive: ActionHandler = ({ work, object, record }) =>
  update(work, object.name, record.id, { archivedAt: work.now });

const unarchive: ActionHandler = ({ work, object, record }) =>
  update(work, object.name, record.id, { archivedAt: null });

export const archiving: Feature = {
  name: 'archive',
  actions: { '*.archive': archive, '*.unarchive': unarchive },
};
