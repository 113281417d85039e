import type { AuditAction } from '@relata/model';
import { audit } from '#engine/audit/audit.ts';
import type { RecordChange } from '#engine/history/change.ts';
import type { Work } from '#engine/work.ts';

/** What of a person decides about rights. */
const deciding = ['role', 'otherRoles', 'visibility', 'manager'];

/** Whoever goes, comes back or gets other rights: noted, whichever way it was done. What people set for themselves is not. */
export async function auditPeople(work: Work, changes: RecordChange[]): Promise<void> {
  for (const { id, action, before, after } of changes) {
    if (action !== 'update') continue;
    const note = (what: AuditAction, details = {}) =>
      audit(work, { action: what, object: 'user', record: id, details });
    if ('active' in after) await note(after['active'] === true ? 'reactivated' : 'deactivated');
    const fields = deciding.filter((name) => name in after);
    if (fields.length)
      await note('role_changed', {
        before: Object.fromEntries(fields.map((name) => [name, before[name] ?? null])),
        after: Object.fromEntries(fields.map((name) => [name, after[name] ?? null])),
      });
  }
}
