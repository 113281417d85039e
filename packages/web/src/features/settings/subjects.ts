import {
  IconArmchair,
  IconBoxMultiple,
  IconBuildingSkyscraper,
  IconFileSettings,
  IconFingerprint,
  IconForms,
  IconKey,
  IconListSearch,
  IconMoodSad,
  IconProgress,
  IconRoute,
  IconShieldLock,
  IconSitemap,
  IconStairs,
  IconTag,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { DescribedCatalog } from '../../data/catalog.ts';

/** One page of the settings per subject. Lists of records are ordinary collection pages. */
export interface Subject {
  /** Part of its address. */
  page: string;
  group: 'personal' | 'workspace' | 'sales' | 'lists';
  icon: typeof IconUser;
  /** Name of the object whose records the page lists; null: a page of its own. */
  object: string | null;
  forAdministrators?: true;
}

const all: Subject[] = [
  { page: 'profile', group: 'personal', icon: IconUser, object: null },
  { page: 'security', group: 'personal', icon: IconFingerprint, object: null },
  { page: 'keys', group: 'personal', icon: IconKey, object: null },
  { page: 'workspace', group: 'workspace', icon: IconBuildingSkyscraper, object: null },
  {
    page: 'account',
    group: 'workspace',
    icon: IconArmchair,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'audit',
    group: 'workspace',
    icon: IconListSearch,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'objects',
    group: 'workspace',
    icon: IconBoxMultiple,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'fields',
    group: 'workspace',
    icon: IconForms,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'set-up',
    group: 'workspace',
    icon: IconFileSettings,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'choices',
    group: 'workspace',
    icon: IconListSearch,
    object: null,
    forAdministrators: true,
  },
  { page: 'pipelines', group: 'sales', icon: IconRoute, object: null },
  { page: 'stages', group: 'sales', icon: IconStairs, object: 'stage' },
  { page: 'lost-reasons', group: 'sales', icon: IconMoodSad, object: 'lostReason' },
  { page: 'lead-statuses', group: 'sales', icon: IconProgress, object: 'leadStatus' },
  {
    page: 'disqualification-reasons',
    group: 'sales',
    icon: IconMoodSad,
    object: 'disqualificationReason',
  },
  { page: 'tags', group: 'lists', icon: IconTag, object: 'tag' },
  { page: 'users', group: 'lists', icon: IconUsers, object: 'user' },
  { page: 'org-chart', group: 'lists', icon: IconSitemap, object: null },
  { page: 'teams', group: 'lists', icon: IconUsersGroup, object: 'team' },
  { page: 'roles', group: 'lists', icon: IconShieldLock, object: 'role' },
];

/** The subjects whose records this person may read; what is theirs alone is not for whoever looks on. */
export const subjectsFor = (
  catalog: DescribedCatalog,
  isAdministrator: boolean,
  isOnlooker: boolean,
): Subject[] =>
  all.filter(
    ({ object, group, forAdministrators }) =>
      !(isOnlooker && group === 'personal') &&
      (object === null || catalog.objects[object]?.can.read) &&
      (isAdministrator || !forAdministrators),
  );
