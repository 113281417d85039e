import { Skeleton, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { Bars } from './bars.tsx';
import { figuresBy } from './figures.ts';
import classes from './leads.module.css';

/** What happens to leads, and the moment that says when. */
const moments = {
  created: 'createdAt',
  touched: 'firstTouchedAt',
  qualified: 'qualifiedAt',
} as const;
type Moment = keyof typeof moments;
const all: Moment[] = ['created', 'touched', 'qualified'];

const today = (moment: Moment) => ({ [moments[moment]]: { within: 'today' } });

/** What came in today and who handled it, hour by hour of one's own day (EP-LEAD-03). */
export function Intraday({ object }: { object: DescribedObject }) {
  const { t } = useTranslation('leads');
  const catalog = useCatalog();
  const problem = useProblemText();
  const hours = useQuery({
    queryKey: ['aggregate', 'lead', 'hours'],
    queryFn: ({ signal }) => hoursOf(object, signal),
  });
  const people = useQuery({
    queryKey: ['aggregate', 'lead', 'people'],
    queryFn: ({ signal }) =>
      figuresBy(
        catalog,
        object,
        'owner',
        Object.fromEntries(all.map((moment) => [moment, today(moment)])),
        signal,
      ),
  });
  const format = useFormat();
  const error = hours.error ?? people.error;
  if (error)
    return (
      <Text c="red" role="alert">
        {problem(error)}
      </Text>
    );
  if (!hours.data || !people.data) return <Skeleton h={320} maw={1200} />;
  if (!hours.data.length) return <Text c="dimmed">{t('nothingToday')}</Text>;
  const heads = all.map((moment) => t(`heads.${moment}`));
  return (
    <div className={classes['halves']}>
      <Bars
        caption={t('byHour')}
        heads={[t('hour'), ...heads]}
        rows={hours.data.map(({ hour, counts }) => ({
          key: String(hour),
          label: `${String(hour).padStart(2, '0')}:00`,
          bar: all.reduce((sum, moment) => sum + (counts[moment] ?? 0), 0),
          cells: all.map((moment) => format.number(counts[moment] ?? 0)),
        }))}
      />
      <Bars
        caption={t('byPerson')}
        heads={[t('person'), ...heads]}
        rows={people.data.map(({ key, title, counts }) => ({
          key: key ?? '',
          label: key === null ? t('nobody') : (title ?? t('hidden')),
          bar: all.reduce((sum, moment) => sum + (counts[moment] ?? 0), 0),
          cells: all.map((moment) => format.number(counts[moment] ?? 0)),
        }))}
      />
    </div>
  );
}

interface Hour {
  hour: number;
  counts: Partial<Record<Moment, number>>;
}

/** From the first hour in which something happened to the last. */
async function hoursOf(object: DescribedObject, signal: AbortSignal): Promise<Hour[]> {
  const found = new Map<number, Hour['counts']>();
  await Promise.all(
    all.map(async (moment) => {
      const groupBy = `${moments[moment]}:hour`;
      const filter = today(moment);
      const rows = await client.aggregate(object, { groupBy, measures: ['count'], filter }, signal);
      for (const row of rows) {
        const hour = Number(String(row.key).slice(11, 13));
        found.set(hour, { ...found.get(hour), [moment]: Number(row['count']) });
      }
    }),
  );
  if (!found.size) return [];
  const [first, last] = [Math.min(...found.keys()), Math.max(...found.keys())];
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    hour: first + i,
    counts: found.get(first + i) ?? {},
  }));
}
