import { Alert, Button, Group, Progress, Text, Title } from '@mantine/core';
import type { ImportResult, ImportRun } from '@relata/client';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconFileImport,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { whatStayed } from '../../../data/undo.ts';
import { Frame } from '../frame.tsx';
import classes from './run.module.css';
import { ResultDetails } from './result-details.tsx';
import { useLists } from './use-lists.ts';
import { useUndo } from './use-undo.ts';

/** The end: what came of the file, what was refused, and the way back. */
export function ResultStep({ run }: { run: ImportRun }) {
  const { t } = useTranslation('import');
  const object = described(useCatalog(), run.object);
  const labels = useLabels();
  const undo = useUndo(run);
  const { result } = run;
  const wasRun = run.work !== null;
  const problemText = useProblemText();
  return (
    <Frame object={object} step="run" isOver>
      <section className={classes['panel']} aria-labelledby="import-result">
        <Ending run={run} />
        {result && wasRun && run.status !== 'undone' && <Figures run={run} result={result} />}
        <UndoState undo={undo} />
        {undo.problem !== null && (
          <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />}>
            {problemText(undo.problem)}
          </Alert>
        )}
        <Group gap="xs">
          <Button component={Link} to={`/${object.plural}`}>
            {t('run.goTo', { objects: labels.object(object, 'many') })}
          </Button>
          <Button
            component={Link}
            to={`/${object.plural}/import`}
            leftSection={<IconFileImport size={16} aria-hidden />}
            variant="default"
          >
            {t('another')}
          </Button>
          {run.batch && wasRun && run.status !== 'undone' && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              loading={undo.isAsking}
              disabled={undo.going?.status === 'running'}
              onClick={undo.undo}
            >
              {t('result.undo')}
            </Button>
          )}
        </Group>
      </section>
      {result && wasRun && run.status !== 'undone' && <ResultDetails run={run} result={result} />}
    </Frame>
  );
}

function Ending({ run }: { run: ImportRun }) {
  const { t } = useTranslation('import');
  const texts = {
    done: { title: t('result.done') },
    failed: { title: t('result.failed'), text: t('result.failedText') },
    cancelled: run.work
      ? { title: t('result.cancelled'), text: t('result.cancelledText') }
      : { title: t('result.discarded') },
    undone: { title: t('result.undone'), text: t('result.undoneText') },
    draft: { title: '' },
    running: { title: '' },
  } satisfies Record<ImportRun['status'], { title: string; text?: string }>;
  const ending: { title: string; text?: string } = texts[run.status];
  const Icon = {
    done: IconCircleCheck,
    failed: IconAlertCircle,
    cancelled: IconAlertTriangle,
    undone: IconArrowBackUp,
    draft: IconCircleCheck,
    running: IconCircleCheck,
  }[run.status];
  return (
    <div role="status">
      <Group gap={10} wrap="nowrap" align="flex-start">
        <Icon
          size={24}
          stroke={1.6}
          className={classes['ending'] ?? ''}
          data-status={run.status}
          aria-hidden
        />
        <div>
          <Title order={2} id="import-result">
            {ending.title}
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {run.fileName}
          </Text>
        </div>
      </Group>
      {ending.text && <Text mt={8}>{ending.text}</Text>}
    </div>
  );
}

/** The four numbers; where a list can show what is behind one, it is a link. */
function Figures({ run, result }: { run: ImportRun; result: ImportResult }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const object = described(useCatalog(), run.object);
  // Records of several kinds are in several lists: see the details.
  const found = useLists(run, object.name);
  const lists = Object.keys(result.objects ?? {}).length > 1 ? null : found;
  const figures = [
    { key: 'made', number: result.made, filter: lists?.made },
    { key: 'changed', number: result.changed, filter: lists?.changed },
    { key: 'skipped', number: result.skipped, filter: undefined },
    { key: 'refused', number: result.refused, filter: undefined },
  ] as const;
  return (
    <dl className={classes['numbers']}>
      {figures.map(({ key, number, filter }) => (
        <div
          key={key}
          className={classes['number']}
          data-key={key}
          data-some={number > 0 || undefined}
        >
          <dt>{t(`result.${key}`)}</dt>
          <dd>
            {filter && number > 0 ? (
              <Link
                to="/$plural"
                params={{ plural: object.plural }}
                search={{ filter: JSON.stringify(filter), layout: 'table' }}
                aria-label={t('result.show', {
                  what: `${format.number(number)}, ${t(`result.${key}`)}`,
                })}
              >
                {format.number(number)}
              </Link>
            ) : key === 'refused' && number > 0 ? (
              <a
                href={client.refusedAddress(run.id)}
                download
                aria-label={`${t('result.refusedFile')} (${format.number(number)})`}
              >
                {format.number(number)}
              </a>
            ) : (
              format.number(number)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function UndoState({ undo: { going, done } }: { undo: ReturnType<typeof useUndo> }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  if (going?.status === 'running') {
    const { done: so, total } = going.progress;
    return (
      <div role="status">
        <Text fw={600} mb={6}>
          {t('result.undoing')}
        </Text>
        <Progress
          size="lg"
          value={total ? (so / total) * 100 : 100}
          animated
          aria-label={t('result.undoing')}
        />
        {total !== null && (
          <Text size="sm" c="dimmed" mt={4}>
            {t('result.undoProgress', { done: format.number(so), total: format.number(total) })}
          </Text>
        )}
      </div>
    );
  }
  if (going?.status === 'failed')
    return (
      <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />}>
        {t('result.undoFailed')}
      </Alert>
    );
  const result = done ? { ...done.counts, kept: done.refused } : going?.result;
  if (!result?.refused) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={18} />}>
      {whatStayed(result)}
    </Alert>
  );
}
