import type { Feature } from '#engine/engine.ts';
import { checkForms, renewKey } from './check-form.ts';
import { formConfirmation } from './confirm-letter.ts';
import { forgetAnonymised, forgetLetters } from './forget-letters.ts';

export { addFormRoutes } from './routes.ts';

export const forms: Feature = {
  name: 'forms',
  rules: { form: checkForms },
  consequences: { lead: forgetAnonymised },
  mails: { formConfirmation },
  actions: { 'form.renewKey': renewKey },
  async jobs(engine, jobs) {
    await jobs.define('forms.oldLetters', {}, () => forgetLetters(engine));
    await jobs.schedule('forms.oldLetters', '45 3 * * *');
  },
};
