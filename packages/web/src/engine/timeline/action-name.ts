import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';

const ours = [
  'create',
  'update',
  'delete',
  'restore',
  'undo',
  'import',
  'touch',
  'release',
  'merge',
  'followDates',
] as const;

/** What was done, as a person says it: `Created`, `Changed`, or what a domain action did: `Won`. */
export function useActionName(object: DescribedObject): (action: string) => string {
  const { t } = useTranslation('record');
  const labels = useLabels();
  return (action) => {
    const known = ours.find((one) => one === action);
    return known ? t(`did.${known}`) : labels.acted(object, action);
  };
}
