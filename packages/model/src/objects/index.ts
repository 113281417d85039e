import { activity, note } from './activity.ts';
import { businessRole } from './business-role.ts';
import { campaign } from './campaign.ts';
import { company } from './company.ts';
import { deal } from './deal.ts';
import { file, tag } from './file.ts';
import { goal } from './goal.ts';
import { form } from './form.ts';
import { disqualificationReason, lead, leadStatus } from './lead.ts';
import { leadRule, leadSource } from './lead-intake.ts';
import { person } from './person.ts';
import { lostReason, pipeline, stage } from './pipeline.ts';
import { product, tax } from './product.ts';
import { role, team } from './team.ts';
import { user } from './user.ts';
import { importRun, view } from './view.ts';

/** Every object that Relata ships, in the order in which the navigation shows them. */
export const objects = [
  deal,
  lead,
  person,
  company,
  activity,
  campaign,
  product,
  goal,
  businessRole,
  note,
  file,
  tag,
  pipeline,
  stage,
  lostReason,
  leadStatus,
  disqualificationReason,
  tax,
  leadSource,
  leadRule,
  form,
  user,
  team,
  role,
  view,
  importRun,
] as const;

export { withoutDirection } from './activity.ts';
export {
  activity,
  businessRole,
  campaign,
  company,
  deal,
  disqualificationReason,
  file,
  goal,
  form,
  importRun,
  lead,
  leadRule,
  leadSource,
  leadStatus,
  lostReason,
  note,
  person,
  pipeline,
  product,
  role,
  stage,
  tag,
  tax,
  team,
  user,
  view,
};
