import { useParams } from '@tanstack/react-router';
import { type ComponentType, type LazyExoticComponent, Suspense } from 'react';
import { lazy } from '../../data/lazy.ts';
import { useLabels, withTextsOf } from '../../app/language.ts';
import { PageMissing } from '../../app/page-problem.tsx';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import { CollectionView } from '../../engine/collection/collection.tsx';
import { RolesPage } from './roles/roles-page.tsx';
import { Account } from './people/account.tsx';
import { Audit } from './people/audit.tsx';
import { OrgChart } from './people/org-chart.tsx';
import { TeamsPage } from './people/teams-page.tsx';
import { Users } from './people/users.tsx';
import { KeysPage } from './keys/page.tsx';
import { Profile } from './profile.tsx';
import { SecurityPage } from './security/page.tsx';
import { subjectsFor } from './subjects.ts';
import { subjectTitle } from './subject-words.ts';
import { Workspace } from './workspace.tsx';

/** Pages with texts of their own, loaded when somebody opens them. */
const later: Record<string, LazyExoticComponent<ComponentType>> = {
  fields: lazy(async () => {
    const { FieldsPage } = await withTextsOf(
      ['shape', 'formula', 'arrange'],
      import('./fields/page.tsx'),
    );
    return { default: FieldsPage };
  }),
  objects: lazy(async () => {
    const { ObjectsPage } = await withTextsOf(['objects', 'arrange'], import('./objects/page.tsx'));
    return { default: ObjectsPage };
  }),
  views: lazy(async () => {
    const { ViewsPage } = await withTextsOf(['views'], import('./views/page.tsx'));
    return { default: ViewsPage };
  }),
  'set-up': lazy(async () => {
    const { SetUpPage } = await withTextsOf(['setUp'], import('./set-up/page.tsx'));
    return { default: SetUpPage };
  }),
  organisation: lazy(async () => {
    const { OrganisationPage } = await withTextsOf(['firm'], import('./firm/page.tsx'));
    return { default: OrganisationPage };
  }),
  mail: lazy(async () => {
    const { MailPage } = await withTextsOf(['mail'], import('./mail/page.tsx'));
    return { default: MailPage };
  }),
  qualification: lazy(async () => {
    const { LeadSettingsPage } = await withTextsOf(['leads'], import('./leads/page.tsx'));
    return { default: LeadSettingsPage };
  }),
  'lead-processor': lazy(async () => {
    const { LeadProcessorPage } = await withTextsOf(
      ['processor', 'leads'],
      import('./lead-processor/page.tsx'),
    );
    return { default: LeadProcessorPage };
  }),
  forms: lazy(async () => {
    const { FormsPage } = await withTextsOf(['forms'], import('./forms/list-page.tsx'));
    return { default: FormsPage };
  }),
  choices: lazy(async () => {
    const { ListsPage } = await withTextsOf(['shape', 'arrange'], import('./lists/page.tsx'));
    return { default: ListsPage };
  }),
  pipelines: lazy(async () => {
    const { PipelinesPage } = await withTextsOf(['arrange'], import('./pipelines/page.tsx'));
    return { default: PipelinesPage };
  }),
};

/** One subject of the settings, at its address: `/settings/fields`. */
export function SettingsPage() {
  const { page } = useParams({ from: '/inside/settings/$page' });
  const labels = useLabels();
  const catalog = useCatalog();
  const { can, viewedBy } = useMe();
  const subject = subjectsFor(catalog, can.administer, viewedBy !== null).find(
    (one) => one.page === page,
  );
  const object = catalog.objects[subject?.object ?? ''];
  useTitleOfPage(subject ? subjectTitle(subject, labels) : '');
  if (!subject) return <PageMissing />;
  if (page === 'users' && can.administer) return <Users />;
  if (page === 'account') return <Account />;
  const Later = later[page];
  if (Later)
    return (
      <Suspense fallback={null}>
        <Later />
      </Suspense>
    );
  if (page === 'audit') return <Audit />;
  if (page === 'security') return <SecurityPage />;
  if (page === 'keys') return <KeysPage />;
  if (page === 'roles') return <RolesPage />;
  if (page === 'org-chart') return <OrgChart />;
  if (page === 'teams') return <TeamsPage />;
  if (object) return <CollectionView key={object.name} object={object} isPartOfPage />;
  return page === 'profile' ? <Profile /> : <Workspace />;
}
