import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import type { Target, TargetGroup } from './targets.ts';

/** What targets and their groups are called. */
export interface TargetNames {
  target: (target: Target) => string;
  group: (group: TargetGroup) => string;
  /** What is said before the name of a chosen target: the reference that it goes through, the rows that it is for. */
  way: (group: TargetGroup) => string;
}

export function useTargetNames(): TargetNames {
  const { t } = useTranslation(['import', 'fields']);
  const labels = useLabels();
  return useMemo(
    () => ({
      target({ kind, holder, name, part }) {
        if (kind === 'fullName') return t('columns.fullName');
        const field = labels.field(holder, name);
        if (part === 'currency') return t('columns.currencyOf', { field });
        return part ? t('columns.part', { field, part: t(`fields:address.${part}`) }) : field;
      },
      group({ holder, object, through, isCommon }) {
        if (isCommon && !through) return t('columns.everyRow');
        const own = labels.object(holder, 'one');
        const what = through
          ? t('columns.group', {
              object: labels.object(through.object, 'one'),
              reference: labels.field(through.object, through.field),
            })
          : own;
        return object && !through
          ? t('columns.onlyRows', { objects: labels.object(object, 'many') })
          : what;
      },
      way: ({ through, object }) =>
        [
          object && t('columns.onlyRows', { objects: labels.object(object, 'many') }),
          through && labels.field(through.object, through.field),
        ]
          .filter(Boolean)
          .join(' › '),
    }),
    [labels, t],
  );
}
