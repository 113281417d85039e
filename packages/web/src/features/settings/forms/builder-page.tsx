import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PageMissing } from '../../../app/page-problem.tsx';
import { useTitleOfPage } from '../../../app/use-title-of-page.ts';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { recordQuery } from '../../../data/records.ts';
import { useMe } from '../../../data/session.ts';
import { Builder } from './builder.tsx';

/** One form, at its address: `/settings/forms/{id}`; `new` is one that is not saved yet. */
export function BuilderPage() {
  const { id } = useParams({ from: '/inside/settings/forms/$id' });
  const object = useObject('form');
  const { can } = useMe();
  const isNew = id === 'new';
  const { data: form, error } = useQuery({ ...recordQuery(object, id), enabled: !isNew });
  const title = useLabels().object(object, 'new');
  useTitleOfPage(isNew ? title : (form?.title ?? ''));
  if (error || !can.administer) return <PageMissing />;
  if (!isNew && !form) return <Skeleton m="lg" height={400} />;
  return <Builder key={id} object={object} form={form ?? null} />;
}
