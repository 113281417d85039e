import { all, type AskedOfTheRest, bosses, onlyBoss } from './asked-by.ts';
import type { Cast } from './cast.ts';

/** The ways by which leads come in and go to somebody. */
export const ofLeads = ({ leadRule, leadSource }: Cast['things']): AskedOfTheRest => ({
  'POST /lead-sources/:id/key': [onlyBoss, (c) => c.post(`/lead-sources/${leadSource}/key`)],
  'GET /lead-sources/keys': [[...bosses, 'readOnlyKey'], (c) => c.get('/lead-sources/keys')],
  'GET /forms/questions': [
    [...bosses, 'readOnlyKey'],
    (c) => c.get('/forms/questions?language=pl'),
  ],
  'GET /forms/tallies': [[...bosses, 'readOnlyKey'], (c) => c.get('/forms/tallies')],
  'POST /lead-rules/:id/run': [onlyBoss, (c) => c.post(`/lead-rules/${leadRule}/run`)],
  'POST /lead-rules/run': [bosses, (c) => c.post('/lead-rules/run')],
  'GET /lead-decisions': [all, (c) => c.get('/lead-decisions')],
  'GET /lead-rules/split-check': [
    all,
    (c) => c.get('/lead-rules/split-check?from=2026-11-01&to=2026-11-30'),
  ],
});
