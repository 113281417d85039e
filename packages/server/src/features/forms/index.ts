import type { Feature } from '#engine/engine.ts';
import { checkForms, renewKey } from './check-form.ts';

export { addFormRoutes } from './routes.ts';

export const forms: Feature = {
  name: 'forms',
  rules: { form: checkForms },
  actions: { 'form.renewKey': renewKey },
};
