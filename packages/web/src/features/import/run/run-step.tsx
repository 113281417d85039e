import { Button, Group, Progress, Text, Title } from '@mantine/core';
import type { ImportRun } from '@relata/client';
import { IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { onWork } from '../../../data/live.ts';
import { queryClient } from '../../../data/query-client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { importQuery } from '../draft.ts';
import { Frame } from '../frame.tsx';
import classes from './run.module.css';

/** The import at work: how far it is, how long it will take, and that nobody has to wait. */
export function RunStep({ run }: { run: ImportRun }) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const format = useFormat();
  const [isStopping, setStopping] = useState(false);
  const object = described(useCatalog(), run.object);
  const { done, total, rowsPerSecond } = useProgress(run);
  const share = total ? Math.min(1, done / total) : 0;
  const left =
    rowsPerSecond > 0 && done > 0 && done < total ? (total - done) / rowsPerSecond : null;
  const cancel = async () => {
    setStopping(true);
    try {
      queryClient.setQueryData(importQuery(run.id).queryKey, await client.cancelImport(run.id));
    } catch (error) {
      sayProblem(error);
      await queryClient.invalidateQueries({ queryKey: importQuery(run.id).queryKey });
    } finally {
      setStopping(false);
    }
  };

  return (
    <Frame object={object} step="run">
      <section className={classes['panel']} aria-labelledby="import-running">
        <Title order={2} id="import-running" style={{ overflowWrap: 'anywhere' }}>
          {t('run.title', { name: run.fileName })}
        </Title>
        <Progress size="xl" value={share * 100} animated aria-labelledby="import-running" />
        <div className={classes['figures']}>
          <Text>
            {t('run.progress', { done: format.number(done), total: format.number(total) })}
          </Text>
          <Text c="dimmed">
            {[
              rowsPerSecond > 0 &&
                t('run.speed', { number: format.number(Math.round(rowsPerSecond)) }),
              left !== null && t('run.left', { time: duration(left, format.locale) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <Announcer share={share} />
        <Text size="sm" c="dimmed">
          {t('run.leave')}
        </Text>
        <Group gap="xs">
          <Button component={Link} to={`/${object.plural}`} variant="default">
            {t('run.goTo', { objects: labels.object(object, 'many') })}
          </Button>
          <Button
            variant="subtle"
            color="red"
            loading={isStopping}
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            onClick={() => void cancel()}
          >
            {t('run.cancel')}
          </Button>
        </Group>
      </section>
    </Frame>
  );
}

/** The newer of what was asked and what events told. */
function useProgress(run: ImportRun) {
  const [told, setTold] = useState(0);
  useEffect(
    () =>
      onWork((item) => {
        if (item.id !== run.work && item.importId !== run.id) return;
        setTold(item.progress.done);
        if (item.status !== 'running')
          void queryClient.invalidateQueries({ queryKey: importQuery(run.id).queryKey });
      }),
    [run.id, run.work],
  );
  const { done, total, rowsPerSecond } = run.progress;
  return { done: Math.min(Math.max(done, told), total), total, rowsPerSecond };
}

/** Tells who listens how far it is: every tenth, not every row. */
function Announcer({ share }: { share: number }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const tenth = Math.floor(share * 10) * 10;
  return (
    <div className="visually-hidden" role="status">
      {tenth > 0 && t('run.announce', { percent: format.percent(tenth) })}
    </div>
  );
}

/** `12 sec`, `3 min`, `1 hr`: as much as an estimate is worth. */
function duration(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 60
      ? [Math.ceil(seconds), 'second']
      : seconds < 3600
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
