import { SegmentedControl, Skeleton, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useCatalog } from '../../data/catalog.ts';
import page from '../figures.module.css';
import { Bars } from './bars.tsx';
import {
  type Counted,
  figuresBy,
  type Group,
  type Grouping,
  groupings,
  type Period,
} from './figures.ts';
import { PeriodSelect } from './period-select.tsx';

/** Statistics: how many, and what they are worth. Conversions: how many of those that came in were qualified. */
export function Compared({
  object,
  report,
}: {
  object: DescribedObject;
  report: 'statistics' | 'conversions';
}) {
  const { t } = useTranslation('leads');
  const labels = useLabels();
  const catalog = useCatalog();
  const problem = useProblemText();
  const isConversion = report === 'conversions';
  const offered = groupings.filter((one) => !isConversion || one !== 'status');
  const [by, setBy] = useState<Grouping>(isConversion ? 'source' : 'status');
  const [period, setPeriod] = useState<Period>('last30Days');
  const created: Filter = { createdAt: { within: period } };
  const counted: Counted = {
    created,
    ...(isConversion && {
      qualified: { ...created, state: { eq: 'qualified' } },
      disqualified: { ...created, state: { eq: 'disqualified' } },
    }),
  };
  const { data, error } = useQuery({
    queryKey: ['aggregate', 'lead', report, by, period],
    queryFn: ({ signal }) => figuresBy(catalog, object, by, counted, signal),
  });
  return (
    <>
      <div className={page['controls']}>
        <PeriodSelect label={t('period')} value={period} onChange={setPeriod} />
        <SegmentedControl
          aria-label={t('by')}
          data={offered.map((value) => ({ value, label: labels.field(object, value) }))}
          value={by}
          onChange={(value) => setBy(groupings.find((one) => one === value) ?? by)}
        />
      </div>
      {error ? (
        <Text c="red" role="alert">
          {problem(error)}
        </Text>
      ) : !data ? (
        <Skeleton h={240} maw={960} />
      ) : data.length === 0 ? (
        <Text c="dimmed">{t('none')}</Text>
      ) : (
        <Figures object={object} by={by} groups={data} isConversion={isConversion} />
      )}
    </>
  );
}

function Figures({
  object,
  by,
  groups,
  isConversion,
}: {
  object: DescribedObject;
  by: Grouping;
  groups: Group[];
  isConversion: boolean;
}) {
  const { t } = useTranslation('leads');
  const labels = useLabels();
  const format = useFormat();
  const nameOf = ({ key, title }: Group) =>
    key === null
      ? t(by === 'owner' ? 'nobody' : 'without')
      : (title ?? (object.fields[by]?.options ? labels.option(object, by, key) : t('hidden')));
  const count = (group: Group, name: string) => group.counts[name] ?? 0;
  const share = (group: Group) => count(group, 'qualified') / Math.max(1, count(group, 'created'));
  const rows = groups.map((group) => ({
    key: group.key ?? '',
    label: nameOf(group),
    colour: group.colour,
    bar: isConversion ? share(group) : count(group, 'created'),
    cells: isConversion
      ? [
          ...['created', 'qualified', 'disqualified'].map((name) =>
            format.number(count(group, name)),
          ),
          format.percent(Math.round(share(group) * 1000) / 10),
        ]
      : [format.number(count(group, 'created')), group.value ? format.money(group.value) : ''],
  }));
  const heads = isConversion
    ? ['created', 'qualified', 'disqualified', 'rate'].map((name) =>
        t(`heads.${name as 'created' | 'qualified' | 'disqualified' | 'rate'}`),
      )
    : [t('heads.leads'), labels.field(object, 'value')];
  return (
    <Bars
      caption={t(isConversion ? 'conversions' : 'statistics')}
      heads={[labels.field(object, by), ...heads]}
      rows={rows}
    />
  );
}
