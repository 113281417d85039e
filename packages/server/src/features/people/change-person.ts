import { type CatalogObject, mergePatch, objectOf, systemActor } from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { parseInput } from '#engine/records/parse-input.ts';
import { lockRecords, notThere, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { checkLocale, checkTimeZone } from './places.ts';

/**
 * Changes somebody's user record, which nobody may write through the ordinary routes: whoever calls
 * this has decided that the actor may. Rules and history are those of every record.
 */
export async function changePerson(
  work: Work,
  id: string,
  given: Record<string, unknown>,
): Promise<void> {
  const object: CatalogObject = objectOf(work.catalog, 'user');
  const asSystem: Work = { ...work, actor: systemActor(work.workspace.id, 'people') };
  const found = await lockRecords(asSystem, object, {
    ids: [id],
    verb: 'update',
    fields: ownFields(object),
  });
  const before = found.get(id);
  if (!before) throw notThere();
  // One by one: two devices may change different ones at once.
  const whole =
    given['preferences'] === undefined
      ? given
      : { ...given, preferences: mergePatch(before['preferences'], given['preferences']) };
  const changes = parseInput(object, whole, before, asSystem);
  if (typeof changes['timeZone'] === 'string') checkTimeZone(changes['timeZone']);
  if (typeof changes['locale'] === 'string') checkLocale(changes['locale']);
  const draft: Draft = { object, id, before, changes, given: new Set(Object.keys(changes)) };
  await saveDrafts(work, object, [draft]);
}
