import { parse } from '#engine/api/parse.ts';
import type { Feature } from '#engine/engine.ts';
import { addToCompany, addToPartner } from './add-to.ts';
import { disqualify } from './disqualify.ts';
import { followStatus } from './follow-status.ts';
import { guardStatuses, keepStatuses } from './keep-statuses.ts';
import { kindOfPerson } from './kind-of-person.ts';
import { qualified, qualify } from './qualify.ts';
import { reopen } from './reopen.ts';
import { changeSettings, leadSettings, settingsOf } from './settings.ts';
import { take, taken } from './take.ts';
import { toLead } from './to-lead.ts';
import { touch } from './touch.ts';

export { addLeadRoutes } from './routes.ts';

export const leads: Feature = {
  name: 'leads',
  rules: { lead: followStatus, leadStatus: keepStatuses, person: kindOfPerson },
  consequences: { leadStatus: guardStatuses, activity: touch },
  settings: {
    leads: {
      now: settingsOf,
      change: (work, before) => changeSettings(work, parse(leadSettings, before)),
      carried: Object.keys(leadSettings.shape),
      entries: { employeeKind: 'person.kind', consultantKind: 'person.kind' },
    },
  },
  actions: {
    'lead.qualify': qualify,
    'lead.disqualify': disqualify,
    'lead.reopen': reopen,
    'lead.take': take,
    'lead.addToCompany': addToCompany,
    'lead.addToPartner': addToPartner,
    'deal.toLead': toLead,
  },
  unavailable: { 'lead.qualify': qualified, 'lead.take': taken },
};
