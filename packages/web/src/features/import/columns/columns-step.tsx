import { Alert, Button, Collapse, Loader, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ImportRun } from '@relata/client';
import {
  IconAlertCircle,
  IconChevronDown,
  IconFileCheck,
  IconHelpCircle,
} from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import { FileProblems } from '../check/file-problems.tsx';
import type { OpenImport } from '../draft.ts';
import { DiscardButton } from '../discard-button.tsx';
import { Frame, Part } from '../frame.tsx';
import { programOf } from '../programs.ts';
import { ColumnList } from './column-list.tsx';
import type { Offer } from './column-row.tsx';
import classes from './columns.module.css';
import { ReadingSettings } from './reading-settings.tsx';
import { useTargetNames } from './target-names.ts';
import { useTargets } from './use-targets.ts';

/** The second step: how the file is read, and what becomes of each of its columns. */
export function ColumnsStep({ open }: { open: OpenImport }) {
  const { run, isSaving, problem } = open;
  const { t } = useTranslation('import');
  const catalog = useCatalog();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const format = useFormat();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const object = described(catalog, run.object);
  const offer = useOffer(run);
  const mapped = new Set(run.mapping.map((entry) => entry.column)).size;

  return (
    <Frame
      object={object}
      step="columns"
      scroller={setScroller}
      bar={
        <>
          <Text size="sm" c="dimmed" flex={1} miw={180} aria-live="polite">
            {mapped
              ? t('bar.columns', {
                  mapped: format.number(mapped),
                  all: format.number(run.columns.length),
                })
              : t('columns.noneYet')}
          </Text>
          <DiscardButton run={run} />
          <Button
            disabled={mapped === 0}
            onClick={() =>
              void navigate({ to: '.', search: (before) => ({ ...before, step: 'check' }) })
            }
          >
            {t('bar.next')}
          </Button>
        </>
      }
    >
      <TheFile open={open} />
      {problem !== null && (
        <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />}>
          {problemText(problem)}
        </Alert>
      )}
      <FileProblems run={run} />
      <Part title={t('columns.title')}>
        <NamingHint run={run} offer={offer} isSaving={isSaving} />
        {scroller && (
          <ColumnList
            key={run.columns.map((column) => column.name).join('\n')}
            open={open}
            offer={offer}
            scroller={scroller}
          />
        )}
      </Part>
    </Frame>
  );
}

function useOffer(run: ImportRun): Offer {
  const names = useTargetNames();
  const { groups, find } = useTargets(run);
  const { columns } = run;
  return useMemo(
    () => ({ groups, names, find, columns: columns.map((column) => column.name) }),
    [groups, names, find, columns],
  );
}

/** What was recognised, and how the file is read. */
function TheFile({ open }: { open: OpenImport }) {
  const { run, change, isSaving } = open;
  const { seems } = useSearch({ from: '/inside/$plural/import' });
  const { t } = useTranslation('import');
  const labels = useLabels();
  const format = useFormat();
  const catalog = useCatalog();
  const navigate = useNavigate();
  const [isOpen, { toggle }] = useDisclosure(!run.preset || run.problems.length > 0);
  const other = seems && seems !== run.object ? catalog.objects[seems] : undefined;
  const toObject = (object: string) => {
    change({ object });
    void navigate({
      to: '/$plural/import',
      params: { plural: described(catalog, object).plural },
      search: { id: run.id },
      replace: true,
    });
  };
  const Icon = run.preset ? IconFileCheck : IconHelpCircle;
  return (
    <section className={classes['card']} aria-label={t('recognised.label')}>
      <div className={classes['facts']}>
        <Icon size={20} stroke={1.6} aria-hidden />
        <span className={classes['fileName']}>{run.fileName}</span>
        <Text size="sm">{presetName(run.preset, t)}</Text>
        <Text size="sm" c="dimmed">
          {t('recognised.rows', { count: run.rows, number: format.number(run.rows) })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('recognised.columns', {
            count: run.columns.length,
            number: format.number(run.columns.length),
          })}
        </Text>
        {isSaving && <Loader size="xs" aria-label={t('reading.busy')} />}
      </div>
      {other && (
        <Alert variant="light" p="xs" icon={<IconHelpCircle size={18} />}>
          {t('recognised.looksLike', { objects: labels.object(other, 'many') })}{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => toObject(other.name)}>
            {t('recognised.switch', { objects: labels.object(other, 'many') })}
          </Button>
        </Alert>
      )}
      <div>
        <UnstyledButton onClick={toggle} aria-expanded={isOpen} className={classes['toggle'] ?? ''}>
          <IconChevronDown size={16} aria-hidden data-open={isOpen || undefined} />
          {t('reading.show')}
        </UnstyledButton>
        <Collapse expanded={isOpen}>
          <ReadingSettings
            run={run}
            onObject={toObject}
            onOptions={(options) => change({ options })}
          />
        </Collapse>
      </div>
    </section>
  );
}

function presetName(
  preset: string | null,
  t: ReturnType<typeof useTranslation<'import'>>['t'],
): string {
  if (preset === null) return t('preset.none');
  if (preset === 'relata') return t('preset.own');
  if (preset === 'vcard') return t('preset.vcard');
  return t('preset.known', { program: programOf(preset) ?? preset });
}

/** Says so where nothing that is imported could be the title of a record. */
function NamingHint({ run, offer, isSaving }: { run: ImportRun; offer: Offer; isSaving: boolean }) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const format = useFormat();
  const object = described(useCatalog(), run.object);
  const naming = [...object.title, ...(object.titleElse ?? [])];
  const isNamed = run.mapping.some((entry) => {
    const target = offer.find(entry);
    return target?.via === '' && (target.kind === 'fullName' || naming.includes(target.name));
  });
  if (isNamed || isSaving || run.mapping.length === 0) return null;
  return (
    <Alert color="orange" p="xs" icon={<IconAlertCircle size={18} />}>
      {t('columns.naming', {
        fields: format.list(naming.map((name) => labels.field(object, name))),
      })}
    </Alert>
  );
}
