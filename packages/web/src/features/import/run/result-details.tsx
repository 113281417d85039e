import { Button, Group, Text } from '@mantine/core';
import type { ImportResult, ImportRun } from '@relata/client';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { UnknownList } from '../check/unknown-names.tsx';
import { Part } from '../frame.tsx';
import classes from './run.module.css';
import { useLists } from './use-lists.ts';

/** By kind, along the way, left out, refused, not known. */
export function ResultDetails({ run, result }: { run: ImportRun; result: ImportResult }) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const format = useFormat();
  const objects = Object.entries(result.objects ?? {});
  const related = Object.entries(result.related ?? {}).filter(([, { made }]) => made > 0);
  return (
    <>
      {result.refused > 0 && (
        <Part title={t('result.refused')} text={t('result.refusedText')}>
          <Group>
            <FileLink href={client.refusedAddress(run.id)} text={t('result.refusedFile')} />
          </Group>
        </Part>
      )}
      {result.warnings > 0 && (
        <Part
          title={t('check.warnings')}
          text={t('result.warnings', {
            count: result.warnings,
            number: format.number(result.warnings),
          })}
        >
          <Group>
            <FileLink
              href={`${client.refusedAddress(run.id)}?warnings=1`}
              text={result.refused > 0 ? t('result.warningsFile') : t('result.warningsOnlyFile')}
            />
          </Group>
        </Part>
      )}
      {objects.length > 1 && (
        <Part title={t('result.byObject')}>
          <ul className={classes['lines']}>
            {objects.map(([name, counts]) => (
              <li key={name}>
                <MadeLink run={run} name={name} text={labels.object(name, 'many')} />
                <Text span size="sm" c="dimmed">
                  {(['made', 'changed', 'skipped', 'refused'] as const)
                    .filter((key) => counts[key] > 0)
                    .map((key) => `${t(`result.${key}`)}: ${format.number(counts[key])}`)
                    .join(' · ')}
                </Text>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {related.length > 0 && (
        <Part title={t('result.related')}>
          <ul className={classes['lines']}>
            {related.map(([name, { made }]) => (
              <RelatedLine key={name} run={run} name={name} made={made} />
            ))}
          </ul>
        </Part>
      )}
      {result.ignored > 0 && (
        <Text c="dimmed">
          {t('result.ignored', { count: result.ignored, number: format.number(result.ignored) })}
        </Text>
      )}
      {run.unknown.length > 0 && (
        <Part title={t('result.unknown')}>
          <UnknownList unknown={run.unknown} />
        </Part>
      )}
    </>
  );
}

function FileLink({ href, text }: { href: string; text: string }) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {text}
    </Button>
  );
}

function RelatedLine({ run, name, made }: { run: ImportRun; name: string; made: number }) {
  const labels = useLabels();
  const format = useFormat();
  return (
    <li>
      <span>{labels.object(name, 'many')}</span>
      <MadeLink run={run} name={name} text={format.number(made)} />
    </li>
  );
}

/** Leads to the records of an object that the import made. */
function MadeLink({ run, name, text }: { run: ImportRun; name: string; text: string }) {
  const object = useCatalog().objects[name];
  const lists = useLists(run, name);
  if (!object || !lists?.made) return <span>{text}</span>;
  return (
    <Link
      className={classes['link'] ?? ''}
      to="/$plural"
      params={{ plural: object.plural }}
      search={{ filter: JSON.stringify(lists.made), layout: 'table' }}
    >
      {text}
    </Link>
  );
}
