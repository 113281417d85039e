import type { Feature } from '#engine/engine.ts';
import { followStatus } from './follow-status.ts';
import { guardStatuses, keepStatuses } from './keep-statuses.ts';

export const leads: Feature = {
  name: 'leads',
  rules: { lead: followStatus, leadStatus: keepStatuses },
  consequences: { leadStatus: guardStatuses },
};
