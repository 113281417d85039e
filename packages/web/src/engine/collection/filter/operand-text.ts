import type { DescribedObject } from '@relata/client';
import { type Field, isDay, isRange } from '@relata/model';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { isSmall, useSmallList } from '../../../fields/titles.ts';

/** The name of what a condition mentions: options and ranges by label, dates by the calendar, records by title. */
export function useOperandText(
  field: Field | undefined,
  object: DescribedObject | undefined,
  name: string,
  operand: unknown,
): (operand: unknown) => string {
  const labels = useLabels();
  const format = useFormat();
  const { t } = useTranslation(['collection', 'fields']);
  const target = useCatalog().objects[field?.to ?? ''];
  const small = target !== undefined && isSmall(target.writtenBy, target.place);
  const records = useSmallList(field?.to ?? '', small);
  const ids =
    target && !small ? (Array.isArray(operand) ? operand : [operand]).slice(0, 3).map(String) : [];
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['record', target?.name ?? '', id, 'title'],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        target ? (await client.read(target, id, [], signal)).title : '',
      staleTime: 60_000,
      retry: false,
    })),
  });

  return (one) => {
    if (one === '@me') return t('filter.me');
    if (one === '@myTeam') return t('filter.myTeam');
    if (typeof one === 'boolean') return one ? t('fields:yes') : t('fields:no');
    if (isRange(one)) return labels.range(one);
    const text =
      typeof one === 'object' && one !== null && 'amount' in one ? String(one.amount) : String(one);
    if (field?.options && object) return labels.option(object, name, text);
    if (field?.kind === 'date' && isDay(text)) return format.date(text);
    if (field?.kind === 'dateTime') return isDay(text) ? format.date(text) : format.dateTime(text);
    if (field?.kind === 'money' || field?.kind === 'number') return format.number(text);
    return (
      records.find((record) => record.id === text)?.title ?? found[ids.indexOf(text)]?.data ?? text
    );
  };
}
