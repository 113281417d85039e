import {
  IconArmchair,
  IconBoxMultiple,
  IconBuildingSkyscraper,
  IconBuildingStore,
  IconClipboardText,
  IconFileSettings,
  IconFingerprint,
  IconForms,
  IconGitFork,
  IconInbox,
  IconKey,
  IconListDetails,
  IconListSearch,
  IconMail,
  IconProgress,
  IconReceiptTax,
  IconRoute,
  IconShieldLock,
  IconSitemap,
  IconTable,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { DescribedCatalog } from '../../data/catalog.ts';

/** One page of the settings per subject. Lists of records are ordinary collection pages. */
export interface Subject {
  /** Part of its address. */
  page: string;
  group: 'personal' | 'workspace' | 'shape' | 'people';
  icon: typeof IconUser;
  /** Name of the object whose records the page lists; null: a page of its own. */
  object: string | null;
  forAdministrators?: true;
}

const all: Subject[] = [
  { page: 'profile', group: 'personal', icon: IconUser, object: null },
  { page: 'security', group: 'personal', icon: IconFingerprint, object: null },
  { page: 'keys', group: 'personal', icon: IconKey, object: null },
  { page: 'views', group: 'personal', icon: IconTable, object: null },
  { page: 'workspace', group: 'workspace', icon: IconBuildingSkyscraper, object: null },
  { page: 'organisation', group: 'workspace', icon: IconBuildingStore, object: null },
  {
    page: 'account',
    group: 'workspace',
    icon: IconArmchair,
    object: null,
    forAdministrators: true,
  },
  { page: 'mail', group: 'workspace', icon: IconMail, object: null, forAdministrators: true },
  {
    page: 'audit',
    group: 'workspace',
    icon: IconListSearch,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'objects',
    group: 'shape',
    icon: IconBoxMultiple,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'fields',
    group: 'shape',
    icon: IconForms,
    object: null,
    forAdministrators: true,
  },
  {
    page: 'choices',
    group: 'shape',
    icon: IconListDetails,
    object: null,
    forAdministrators: true,
  },
  { page: 'pipelines', group: 'shape', icon: IconRoute, object: null },
  {
    page: 'lead-processor',
    group: 'shape',
    icon: IconGitFork,
    object: null,
    forAdministrators: true,
  },
  { page: 'qualification', group: 'shape', icon: IconInbox, object: null },
  { page: 'lead-statuses', group: 'shape', icon: IconProgress, object: 'leadStatus' },
  { page: 'taxes', group: 'shape', icon: IconReceiptTax, object: 'tax' },
  {
    page: 'forms',
    group: 'shape',
    icon: IconClipboardText,
    object: 'form',
    forAdministrators: true,
  },
  {
    page: 'set-up',
    group: 'shape',
    icon: IconFileSettings,
    object: null,
    forAdministrators: true,
  },
  { page: 'users', group: 'people', icon: IconUsers, object: 'user' },
  { page: 'org-chart', group: 'people', icon: IconSitemap, object: null },
  { page: 'teams', group: 'people', icon: IconUsersGroup, object: 'team' },
  { page: 'roles', group: 'people', icon: IconShieldLock, object: 'role' },
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
