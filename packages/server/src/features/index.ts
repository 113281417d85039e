import type { Feature } from '#engine/engine.ts';
import { imports } from '#engine/import/index.ts';
import { access } from './access/index.ts';
import { activities } from './activities/index.ts';
import { anonymising } from './anonymise/index.ts';
import { archiving } from './archive/index.ts';
import { auditing } from './audit/index.ts';
import { customFields } from './custom-fields/index.ts';
import { deals } from './deals/index.ts';
import { duplicates } from './duplicates/index.ts';
import { favourites } from './favourites/index.ts';
import { files } from './files/index.ts';
import { goals } from './goals/index.ts';
import { firm } from './firm/index.ts';
import { forms } from './forms/index.ts';
import { leadRules } from './lead-rules/index.ts';
import { leadSources } from './lead-sources/index.ts';
import { leads } from './leads/index.ts';
import { lists } from './lists/index.ts';
import { mail } from './mail/index.ts';
import { notifications } from './notifications/index.ts';
import { people } from './people/index.ts';
import { pipelines } from './pipelines/index.ts';
import { recycleBin } from './recycle-bin/index.ts';
import { sampleData } from './sample-data/index.ts';
import { settingUp } from './set-up/index.ts';
import { setUpFiles } from './set-up-file/index.ts';
import { signInLetters } from './sign-in/index.ts';
import { tags } from './tags/index.ts';
import { timelines } from './timeline/index.ts';
import { views } from './views/index.ts';

/** What this server carries beyond the engine, in the order in which rules run. */
export const features: Feature[] = [
  auditing,
  people,
  signInLetters,
  access,
  pipelines,
  deals,
  leads,
  leadSources,
  leadRules,
  forms,
  customFields,
  activities,
  timelines,
  goals,
  tags,
  lists,
  firm,
  mail,
  files,
  favourites,
  duplicates,
  views,
  notifications,
  recycleBin,
  archiving,
  anonymising,
  sampleData,
  settingUp,
  setUpFiles,
  imports,
];
