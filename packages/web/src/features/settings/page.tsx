import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { PageMissing } from '../../app/page-problem.tsx';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { CollectionView } from '../../engine/collection/collection.tsx';
import { RolesPage } from './roles/roles-page.tsx';
import { Profile } from './profile.tsx';
import { subjectsFor } from './subjects.ts';
import { Workspace } from './workspace.tsx';

/** One subject of the settings, at its address: `/settings/stages`. */
export function SettingsPage() {
  const { page } = useParams({ from: '/inside/settings/$page' });
  const { t } = useTranslation('settings');
  const labels = useLabels();
  const catalog = useCatalog();
  const subject = subjectsFor(catalog).find((one) => one.page === page);
  const object = catalog.objects[subject?.object ?? ''];
  useTitleOfPage(
    object
      ? labels.object(object, 'many')
      : page === 'workspace'
        ? t('company.title')
        : t('profile.title'),
  );
  if (!subject) return <PageMissing />;
  if (page === 'roles') return <RolesPage />;
  if (object) return <CollectionView key={object.name} object={object} isPartOfPage />;
  return page === 'profile' ? <Profile /> : <Workspace />;
}
