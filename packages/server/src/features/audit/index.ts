import type { Feature } from '#engine/engine.ts';
import { audit } from '#engine/audit/audit.ts';
import { clearAudit } from '#engine/audit/clear.ts';
import type { RecordChange } from '#engine/history/change.ts';
import type { Work } from '#engine/work.ts';

export { addAuditRoutes } from './routes.ts';
export { watchRequests } from './watch.ts';

/** Notes changes of what everybody works with, whichever way they were made; new workspaces start without any. */
const noting =
  (action: 'setting_changed' | 'access_changed') =>
  async (work: Work, changes: RecordChange[]): Promise<void> => {
    if (work.actor.kind === 'system') return;
    for (const { object, id, action: what, after } of changes.slice(0, most))
      await audit(work, {
        action,
        object,
        record: id,
        details: { what, fields: Object.keys(after), batch: work.batch },
      });
  };

/** Of one change; the history has them all. */
const most = 100;

/** Settings that are records, and who may do what. */
export const auditing: Feature = {
  name: 'audit',
  async jobs(engine, jobs) {
    await jobs.define('audit.old', { expireInSeconds: 3600 }, () => clearAudit(engine));
    await jobs.schedule('audit.old', '30 3 * * *');
  },
  consequences: {
    role: noting('access_changed'),
    team: noting('access_changed'),
    pipeline: noting('setting_changed'),
    stage: noting('setting_changed'),
    lostReason: noting('setting_changed'),
    leadStatus: noting('setting_changed'),
    disqualificationReason: noting('setting_changed'),
    tax: noting('setting_changed'),
    tag: noting('setting_changed'),
  },
};
