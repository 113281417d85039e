import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
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

const FieldsPage = lazy(async () => {
  const { FieldsPage: page } = await withTextsOf(['shape', 'formula'], import('./fields/page.tsx'));
  return { default: page };
});

const ObjectsPage = lazy(async () => {
  const { ObjectsPage: page } = await withTextsOf(['objects'], import('./objects/page.tsx'));
  return { default: page };
});

const SetUpPage = lazy(async () => {
  const { SetUpPage: page } = await withTextsOf(['setUp'], import('./set-up/page.tsx'));
  return { default: page };
});

const LeadSettingsPage = lazy(async () => {
  const { LeadSettingsPage: page } = await withTextsOf(['leads'], import('./leads/page.tsx'));
  return { default: page };
});

const LeadProcessorPage = lazy(async () => {
  const { LeadProcessorPage: page } = await withTextsOf(
    ['processor', 'leads'],
    import('./lead-processor/page.tsx'),
  );
  return { default: page };
});

const FormsPage = lazy(async () => {
  const { FormsPage: page } = await withTextsOf(['forms'], import('./forms/list-page.tsx'));
  return { default: page };
});

const ListsPage = lazy(async () => {
  const { ListsPage: page } = await withTextsOf(['shape', 'arrange'], import('./lists/page.tsx'));
  return { default: page };
});

const PipelinesPage = lazy(async () => {
  const { PipelinesPage: page } = await withTextsOf(['arrange'], import('./pipelines/page.tsx'));
  return { default: page };
});

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
  if (page === 'fields')
    return (
      <Suspense fallback={null}>
        <FieldsPage />
      </Suspense>
    );
  if (page === 'objects')
    return (
      <Suspense fallback={null}>
        <ObjectsPage />
      </Suspense>
    );
  if (page === 'set-up')
    return (
      <Suspense fallback={null}>
        <SetUpPage />
      </Suspense>
    );
  if (page === 'qualification')
    return (
      <Suspense fallback={null}>
        <LeadSettingsPage />
      </Suspense>
    );
  if (page === 'lead-processor')
    return (
      <Suspense fallback={null}>
        <LeadProcessorPage />
      </Suspense>
    );
  if (page === 'forms')
    return (
      <Suspense fallback={null}>
        <FormsPage />
      </Suspense>
    );
  if (page === 'choices')
    return (
      <Suspense fallback={null}>
        <ListsPage />
      </Suspense>
    );
  if (page === 'pipelines')
    return (
      <Suspense fallback={null}>
        <PipelinesPage />
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
