import { useParams } from '@tanstack/react-router';
import { PageMissing } from '../../app/page-problem.tsx';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useLabels } from '../../app/language.ts';
import { byPlural, useCatalog } from '../../data/catalog.ts';
import { CollectionView } from './collection.tsx';

/** All records of one object, at its address: `/people`. */
export function CollectionPage() {
  const { plural } = useParams({ strict: false });
  const catalog = useCatalog();
  const labels = useLabels();
  const object = byPlural(catalog, plural ?? '');
  useTitleOfPage(object && labels.object(object, 'many'));
  if (!object || object.place === 'none' || !object.can.read) return <PageMissing />;
  return <CollectionView key={object.name} object={object} />;
}
