import type { Grouping } from '@relata/model';
import type { DescribedObject } from '@relata/client';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { asSentence, useLabels } from '../../app/language.ts';
import { usePeriodName } from '../collection/groups/period-name.ts';
import { dueKey, nextActivity } from './grouping.ts';
import type { Column } from './move.ts';

/** What each column of a board is called. */
export function useColumnNames(
  object: DescribedObject,
  { field: name, unit }: Grouping,
): (column: Pick<Column, 'key' | 'title' | 'values'>) => string {
  const { t } = useTranslation('board');
  const labels = useLabels();
  const periodName = usePeriodName();
  return useCallback(
    ({ key, title, values }) => {
      if (values) return title ?? '';
      if (key === null)
        return unit === 'due' && name === nextActivity
          ? t('due.none')
          : t('none', { field: labels.field(object, name) });
      if (unit === 'due') return t(`due.${dueKey(key)}`);
      if (unit !== null) return asSentence(periodName(key, unit));
      return object.fields[name]?.kind === 'select'
        ? labels.option(object, name, key)
        : (title ?? '');
    },
    [object, name, unit, labels, periodName, t],
  );
}
