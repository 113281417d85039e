import { activity, note } from './activity.ts';
import { company } from './company.ts';
import { deal } from './deal.ts';
import { file, tag } from './file.ts';
import { person } from './person.ts';
import { lostReason, pipeline, stage } from './pipeline.ts';
import { role, team } from './team.ts';
import { user } from './user.ts';
import { importRun, view } from './view.ts';

/** Every object that Relata ships, in the order in which the navigation shows them. */
export const objects = [
  deal,
  person,
  company,
  activity,
  note,
  file,
  tag,
  pipeline,
  stage,
  lostReason,
  user,
  team,
  role,
  view,
  importRun,
] as const;

export {
  activity,
  company,
  deal,
  file,
  importRun,
  lostReason,
  note,
  person,
  pipeline,
  role,
  stage,
  tag,
  team,
  user,
  view,
};
