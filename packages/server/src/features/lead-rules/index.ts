import type { Feature } from '#engine/engine.ts';
import { checkRules } from './check-rules.ts';
import { executing } from './execute.ts';
import { processNew } from './process-new.ts';

export { processLeads } from './process-leads.ts';
export { addLeadRuleRoutes } from './routes.ts';

export const leadRules: Feature = {
  name: 'lead-rules',
  rules: { leadRule: checkRules },
  reactions: [processNew],
  longWork: { leadRules: executing },
};
