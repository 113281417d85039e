import { isPlainObject, Refusal } from '@relata/model';
import { parse } from '#engine/api/parse.ts';
import { undo } from '#engine/history/undo.ts';
import type { Work } from '#engine/work.ts';
import {
  changeField,
  fieldChanges,
  removeField,
  restoreField,
  storedField,
} from '#features/custom-fields/index.ts';
import {
  changeObject,
  objectChanges,
  removeObject,
  restoreObject,
} from '#features/custom-objects/index.ts';
import { type AuditRecord, isUndoable } from './read-audit.ts';

/**
 * Takes back what an entry of the log tells of, by the ways in which it was done: whatever depends on it by now is
 * refused as ever. What has been changed again since stays (`conflict`).
 */
export async function undoSetting(work: Work, entry: AuditRecord): Promise<void> {
  if (!isUndoable(entry))
    throw new Refusal('conflict', 'this cannot be taken back', { reason: 'not_undoable' });
  const { of, what, field, batch, before: stored } = entry.details;
  const before = isPlainObject(stored) ? stored : {};
  const object = entry.object ?? '';
  const group = work.engine.features.map(({ settings }) => settings?.[String(of)]).find(Boolean);
  if (group) {
    demandAsLeft(entry, { ...(await group.now(work)) });
    await group.change(work, before);
  } else if (of === 'field') {
    const id = `${object}.${String(field)}`;
    if (what === 'added' || what === 'restored') return removeField(work, id);
    if (what === 'removed') return void (await restoreField(work, id));
    const now = await storedField(work, object, String(field));
    demandAsLeft(entry, now?.alive ? { ...now.definition } : {});
    await changeField(work, id, parse(fieldChanges, before));
  } else if (of === 'object') {
    if (what === 'added' || what === 'restored') return removeObject(work, object);
    if (what === 'removed' && stored === undefined) return restoreObject(work, object);
    await changeObject(work, object, parse(objectChanges, partsOf(entry, before)));
  } else await undo(work, String(batch));
}

/** Of an object the log keeps all that was said of it: what the entry changed is what goes back. */
function partsOf({ details }: AuditRecord, before: Record<string, unknown>) {
  const { of: _of, what, before: _before, ...wanted } = details;
  const names = what === 'removed' ? Object.keys(before) : Object.keys(wanted);
  return Object.fromEntries(
    names
      .filter((name) => name !== 'position')
      .map((name) => [name, before[name] ?? (name === 'off' ? false : null)]),
  );
}

/** What somebody has changed again is no longer what the entry left. */
function demandAsLeft({ details }: AuditRecord, now: Record<string, unknown>): void {
  const { before } = details;
  const names = isPlainObject(before) ? Object.keys(before) : [];
  const text = (value: unknown) => JSON.stringify(value ?? null, inOrder);
  if (names.some((name) => text(now[name]) !== text(details[name])))
    throw new Refusal('conflict', 'it has been changed again since', { reason: 'changed_again' });
}

/** JSON in the database does not keep the order of members. */
const inOrder = (_key: string, member: unknown): unknown =>
  isPlainObject(member)
    ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : member;
