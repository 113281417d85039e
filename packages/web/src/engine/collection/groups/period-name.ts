import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import type { Unit } from './group-by.ts';

/** What the period that begins on a day (`2026-11-01`) is called: `November 2026`, `Q4 2026`. */
export function usePeriodName(): (from: string, unit: Unit) => string {
  const { t } = useTranslation('views');
  const format = useFormat();
  return useCallback(
    (from, unit) => {
      const day = new Date(`${from.slice(0, 10)}T00:00:00Z`);
      const year = String(day.getUTCFullYear());
      if (unit === 'year') return year;
      if (unit === 'quarter') return t('groups.quarters', { year, context: quarterOf(day) });
      if (unit === 'month')
        return new Intl.DateTimeFormat(format.locale, {
          timeZone: 'UTC',
          month: 'long',
          year: 'numeric',
        }).format(day);
      const named = format.date(from.slice(0, 10));
      return unit === 'week' ? t('groups.week', { day: named }) : named;
    },
    [t, format],
  );
}

const quarters = ['1', '2', '3', '4'] as const;
const quarterOf = (day: Date) => quarters[Math.floor(day.getUTCMonth() / 3)];
