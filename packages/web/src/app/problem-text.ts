import { ApiProblem } from '@relata/client';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { LeftEmpty } from '../data/ask-missing.ts';
import { type Labels, useLabels } from './language.ts';

/** What went wrong, in the person's language; the first reason that names a field goes before the general one. */
export function problemText(
  error: unknown,
  labels: Labels,
  t: (key: 'problem.unreachable' | 'problem.unknown' | 'problem.leftEmpty') => string,
): string {
  if (error instanceof LeftEmpty) return t('problem.leftEmpty');
  if (!(error instanceof ApiProblem)) return t('problem.unknown');
  if (error.isPassing) return t('problem.unreachable');
  const [first] = error.errors;
  if (first) return labels.invalid(first);
  return labels.refusal(
    error.code,
    error.reason,
    error.message || t('problem.unknown'),
    error.details,
  );
}

export function useProblemText(): (error: unknown) => string {
  const labels = useLabels();
  const { t } = useTranslation('app');
  return useCallback((error) => problemText(error, labels, t), [labels, t]);
}
