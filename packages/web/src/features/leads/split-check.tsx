import { Skeleton, Text } from '@mantine/core';
import type { LeadSplit } from '@relata/client';
import { plusDays, rangeOf } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { client } from '../../data/client.ts';
import { useMe } from '../../data/session.ts';
import { Bars } from './bars.tsx';
import page from '../figures.module.css';
import type { Period } from './figures.ts';
import classes from './leads.module.css';
import { PeriodSelect } from './period-select.tsx';

/** What share of its leads each rule was to give to whom, and what it gave (EP-LPROC-13). */
export function SplitCheck() {
  const { t } = useTranslation('leads');
  const problem = useProblemText();
  const { user, workspace } = useMe();
  const zone = user.timeZone ?? workspace.timeZone;
  const [period, setPeriod] = useState<Period>('last30Days');
  const { data, error } = useQuery({
    queryKey: ['aggregate', 'lead', 'split', period, zone],
    queryFn: ({ signal }) => client.leadSplit(daysOf(period, zone), signal),
  });
  const rules = Map.groupBy(data ?? [], (line) => line.rule.id);
  return (
    <>
      <div className={page['controls']}>
        <PeriodSelect label={t('split.period')} value={period} onChange={setPeriod} />
      </div>
      <Text size="sm" c="dimmed">
        {t('split.hint')}
      </Text>
      {error ? (
        <Text c="red" role="alert">
          {problem(error)}
        </Text>
      ) : !data ? (
        <Skeleton h={240} maw={960} />
      ) : rules.size === 0 ? (
        <Text c="dimmed">{t('split.none')}</Text>
      ) : (
        <div className={classes['splits']}>
          {[...rules].map(([id, lines]) => (
            <Rule key={id} lines={lines} />
          ))}
        </div>
      )}
    </>
  );
}

/** From the first day of a period to the last, as it is now. */
function daysOf(period: Period, zone: string): { from: string; to: string } {
  const { from, to } = rangeOf(period, new Date().toISOString(), zone, false);
  return { from, to: plusDays(to, -1) };
}

function Rule({ lines }: { lines: LeadSplit[] }) {
  const { t } = useTranslation('leads');
  const format = useFormat();
  const all = lines.reduce((sum, line) => sum + line.given, 0);
  const difference = ({ planned, given }: LeadSplit) =>
    Math.round((given - ((planned ?? 0) * all) / 100) * 10) / 10;
  return (
    <Bars
      caption={lines[0]?.rule.name ?? ''}
      heads={[
        t('split.target'),
        t('split.planned'),
        t('split.real'),
        t('split.leads'),
        t('split.difference'),
      ]}
      rows={lines.map((line) => ({
        key: `${line.target.kind}:${line.target.id}`,
        label: line.target.name || t('hidden'),
        bar: line.given,
        cells: [
          line.planned === null ? t('split.gone') : format.percent(line.planned),
          format.percent(line.real),
          format.number(line.given),
          format.number(difference(line), { signDisplay: 'exceptZero' }),
        ],
      }))}
    />
  );
}
