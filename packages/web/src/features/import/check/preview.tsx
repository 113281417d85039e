import { ActionIcon, Loader, SegmentedControl, Text } from '@mantine/core';
import type { ImportPreviewRow, ImportProblem, ImportRun } from '@relata/client';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconChevronLeft,
  IconChevronRight,
  IconCircleMinus,
  IconCirclePlus,
  IconInfoCircle,
  IconPencil,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { defaultWidth } from '../../../engine/collection/state/columns.ts';
import { useTargets } from '../columns/use-targets.ts';
import type { OpenImport } from '../draft.ts';
import { objectsIn } from '../objects-in.ts';
import classes from './check.module.css';
import { placeOf, previewPaths, problemsByPath } from './preview-cells.ts';
import { PreviewValue } from './preview-value.tsx';
import { isNote } from './unknown-names.tsx';

const rowsAtOnce = 10;

/** Real rows of the file as they will be written, with what is wrong with them in the cell. */
export function Preview({ open }: { open: OpenImport }) {
  const { run, isSaving } = open;
  const { t } = useTranslation('import');
  const format = useFormat();
  const [which, setWhich] = useState<'all' | 'problems'>('all');
  const [page, setPage] = useState(0);
  const withProblems = run.preview.filter(hasProblems);
  const rows = which === 'problems' ? withProblems : run.preview;
  const pages = Math.max(1, Math.ceil(rows.length / rowsAtOnce));
  const here = Math.min(page, pages - 1);
  const shown = rows.slice(here * rowsAtOnce, (here + 1) * rowsAtOnce);

  return (
    <div>
      <Summary run={run} />
      <div className={classes['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={t('check.show')}
          value={which}
          onChange={(value) => {
            setWhich(value === 'problems' ? 'problems' : 'all');
            setPage(0);
          }}
          data={[
            { value: 'all', label: t('check.all', { number: format.number(run.preview.length) }) },
            {
              value: 'problems',
              label: t('check.withProblems', { number: format.number(withProblems.length) }),
            },
          ]}
        />
        {isSaving && <Loader size="xs" aria-label={t('check.updating')} />}
        {pages > 1 && (
          <div className={classes['pager']}>
            <ActionIcon
              variant="default"
              disabled={here === 0}
              aria-label={t('check.previous')}
              onClick={() => setPage(here - 1)}
            >
              <IconChevronLeft size={16} />
            </ActionIcon>
            <Text size="sm" aria-live="polite">
              {t('check.range', {
                from: format.number(here * rowsAtOnce + 1),
                to: format.number(here * rowsAtOnce + shown.length),
                total: format.number(rows.length),
              })}
            </Text>
            <ActionIcon
              variant="default"
              disabled={here >= pages - 1}
              aria-label={t('check.next')}
              onClick={() => setPage(here + 1)}
            >
              <IconChevronRight size={16} />
            </ActionIcon>
          </div>
        )}
      </div>
      {rows.length ? (
        <Rows run={run} rows={shown} isOld={isSaving} />
      ) : (
        <Text c="dimmed">{t('check.noProblems')}</Text>
      )}
    </div>
  );
}

/** Names that are not known are told for the whole file; here they only mark their cells. */
const hasProblems = (row: ImportPreviewRow) => row.problems.some((one) => !isNote(one.code));

/** How many of the rows looked at come to what. */
function Summary({ run: { preview } }: { run: ImportRun }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const of = (outcome: ImportPreviewRow['outcome']) =>
    preview.filter((row) => row.outcome === outcome).length;
  const refused = of('refuse');
  const warnings = preview.filter(
    (row) => row.outcome !== 'refuse' && row.outcome !== 'ignore' && hasProblems(row),
  ).length;
  const fine =
    preview.filter((row) => row.outcome !== 'refuse' && row.outcome !== 'ignore').length - warnings;
  const facts = [
    { key: 'fine', text: t('check.fine'), number: fine, tone: 'good' },
    {
      key: 'warnings',
      text: t('check.warnings'),
      number: warnings,
      tone: warnings ? 'warning' : undefined,
    },
    {
      key: 'refused',
      text: t('check.refused'),
      number: refused,
      tone: refused ? 'error' : undefined,
    },
    { key: 'there', text: t('check.there'), number: of('match'), tone: undefined },
    ...(of('ignore')
      ? [{ key: 'ignored', text: t('check.ignored'), number: of('ignore'), tone: undefined }]
      : []),
  ];
  return (
    <div className={classes['summary']}>
      <Text size="sm" c="dimmed" className={classes['of'] ?? ''}>
        {t('check.sample', { count: preview.length, number: format.number(preview.length) })}
      </Text>
      <dl
        className={classes['facts']}
        aria-label={t('check.sample', {
          count: preview.length,
          number: format.number(preview.length),
        })}
      >
        {facts.map(({ key, text, number, tone }) => (
          <div key={key} className={classes['fact']} data-tone={tone}>
            <dt>{text}</dt>
            <dd>{format.number(number)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Rows({ run, rows, isOld }: { run: ImportRun; rows: ImportPreviewRow[]; isOld: boolean }) {
  const { t } = useTranslation('import');
  const catalog = useCatalog();
  const labels = useLabels();
  const format = useFormat();
  const { find } = useTargets(run);
  const objects = objectsIn(run);
  const all = previewPaths(run.mapping, run.preview, find);
  const isEmpty = (path: string) =>
    run.preview.every(
      (row) =>
        row.values[path] === undefined && !problemsByPath(row, all, run.mapping, find).has(path),
    );
  const paths = all.filter((path) => !isEmpty(path));
  const empty = all.filter(isEmpty);
  const nameOf = (path: string) => {
    const place = placeOf(catalog, objects, path);
    if (!place) return path;
    const field = labels.field(place.holder, place.name);
    return place.via ? `${labels.field(place.object, place.via)} › ${field}` : field;
  };
  const widthOf = (path: string) => {
    const place = placeOf(catalog, objects, path);
    return place ? Math.min(260, defaultWidth(place.holder, place.name)) : undefined;
  };
  return (
    <>
      <div className={classes['scroll']} role="region" tabIndex={0} aria-label={t('check.preview')}>
        <table className={classes['table']} data-old={isOld || undefined}>
          <thead>
            <tr>
              <th scope="col" className={classes['first']}>
                {t('check.row')}
              </th>
              {paths.map((path) => (
                <th key={path} scope="col" style={{ minWidth: widthOf(path) }}>
                  {nameOf(path)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const problems = problemsByPath(row, paths, run.mapping, find);
              return (
                <tr key={row.line} data-outcome={row.outcome}>
                  <th scope="row" className={classes['first']}>
                    <RowHead run={run} row={row} isMixed={objects.length > 1} />
                    <Problems problems={problems.get('') ?? []} />
                  </th>
                  {paths.map((path) => (
                    <td key={path} data-level={levelOf(problems.get(path))}>
                      <PreviewValue
                        place={placeOf(catalog, [row.object], path)}
                        value={row.values[path]}
                      />
                      <Problems problems={problems.get(path) ?? []} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {empty.length > 0 && (
        <Text size="sm" c="dimmed" mt={8}>
          {t('check.empty', { fields: format.list(empty.map(nameOf)) })}
        </Text>
      )}
    </>
  );
}

/** Line, what becomes of it, and the record that it meets. */
function RowHead({
  run,
  row,
  isMixed,
}: {
  run: ImportRun;
  row: ImportPreviewRow;
  isMixed: boolean;
}) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const object = useCatalog().objects[row.object];
  const { outcome, match } = row;
  const found = { skip: 'skip', update: 'update', make: 'again' } as const;
  const what = outcome === 'match' ? found[run.options.duplicates] : outcome;
  const Icon = {
    make: IconCirclePlus,
    again: IconCirclePlus,
    update: IconPencil,
    skip: IconCircleMinus,
    ignore: IconCircleMinus,
    refuse: IconAlertCircle,
  }[what];
  return (
    <>
      <span className={classes['outcome']} data-what={what}>
        <Icon size={14} aria-hidden />
        {t(`check.outcome.${what}`)}
      </span>
      <span className={classes['line']}>
        {t('check.line', { line: row.line })}
        {isMixed && ` · ${labels.object(row.object, 'one')}`}
      </span>
      {match && (
        <span className={classes['match']}>
          {match.id && object ? (
            <Link
              to="/$plural/$id"
              params={{ plural: object.plural, id: match.id }}
              target="_blank"
            >
              {t('check.matches', { title: match.title })}
            </Link>
          ) : (
            t('check.matchesLine', { line: match.line ?? '', title: match.title })
          )}
        </span>
      )}
    </>
  );
}

const levelOf = (problems: ImportProblem[] = []) => {
  const own = problems.filter((one) => !isNote(one.code));
  return own.some((one) => one.level === 'error') ? 'error' : own.length ? 'warning' : undefined;
};

function Problems({ problems }: { problems: ImportProblem[] }) {
  const { t } = useTranslation('import');
  return problems.map(({ level, code, message }) => {
    const shown = isNote(code) ? 'note' : level;
    const Icon = { error: IconAlertCircle, warning: IconAlertTriangle, note: IconInfoCircle }[
      shown
    ];
    return (
      <span key={`${code} ${message}`} className={classes['problem']} data-level={shown}>
        <Icon size={14} aria-label={t(`check.${shown}`)} />
        {message}
      </span>
    );
  });
}
