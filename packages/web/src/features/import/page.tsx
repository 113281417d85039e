import { Button, Skeleton, Stack } from '@mantine/core';
import { ApiProblem, type DescribedObject } from '@relata/client';
import { IconFileOff, IconLock } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { PageMissing } from '../../app/page-problem.tsx';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { byPlural, useCatalog } from '../../data/catalog.ts';
import { Empty } from '../../ui/empty.tsx';
import { CheckStep } from './check/check-step.tsx';
import { ColumnsStep } from './columns/columns-step.tsx';
import { useImport } from './draft.ts';
import { FileStep } from './file/file-step.tsx';
import { Frame } from './frame.tsx';
import { ResultStep } from './run/result-step.tsx';
import { RunStep } from './run/run-step.tsx';

/** From a file to records: `/people/import`. The address says which file and how far, so a reload loses nothing. */
export function ImportPage() {
  const { plural } = useParams({ strict: false });
  const { id } = useSearch({ from: '/inside/$plural/import' });
  const { t } = useTranslation('import');
  const labels = useLabels();
  const object = byPlural(useCatalog(), plural ?? '');
  const mayImport = object?.can.import && object.can.create && object.writtenBy === 'records';
  useTitleOfPage(object && t('title', { objects: labels.object(object, 'many') }));
  if (!object || object.place !== 'main') return <PageMissing />;
  if (!mayImport)
    return (
      <Empty
        icon={<IconLock size={28} stroke={1.4} />}
        title={t('notYours')}
        text={t('notYoursText')}
      />
    );
  return id ? (
    <OpenedImport key={id} id={id} object={object} />
  ) : (
    <FileStep key={object.name} object={object} />
  );
}

function OpenedImport({ id, object }: { id: string; object: DescribedObject }) {
  const { step } = useSearch({ from: '/inside/$plural/import' });
  const { open, error } = useImport(id);
  if (error) return <NotThere object={object} error={error} />;
  if (!open)
    return (
      <Frame object={object} step="columns">
        <Stack gap="sm" aria-hidden>
          <Skeleton h={72} radius="sm" />
          <Skeleton h={36} w={320} radius="sm" />
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} h={56} radius="sm" />
          ))}
        </Stack>
      </Frame>
    );
  if (open.run.status === 'running') return <RunStep run={open.run} />;
  if (open.run.status !== 'draft') return <ResultStep run={open.run} />;
  return step === 'check' ? <CheckStep open={open} /> : <ColumnsStep open={open} />;
}

function NotThere({ object, error }: { object: DescribedObject; error: unknown }) {
  const { t } = useTranslation('import');
  const problem = useProblemText();
  const navigate = useNavigate();
  const isGone = error instanceof ApiProblem && error.status === 404;
  return (
    <Empty
      role="alert"
      icon={<IconFileOff size={28} stroke={1.4} />}
      title={t('missing')}
      text={isGone ? t('missingText') : problem(error)}
    >
      <Button
        onClick={() => void navigate({ to: '/$plural/import', params: { plural: object.plural } })}
      >
        {t('another')}
      </Button>
    </Empty>
  );
}
