import type { AnyRecord, DescribedObject } from '@relata/client';
import type { FieldKind } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { byHundreds } from '../../data/by-hundreds.ts';
import { client } from '../../data/client.ts';

const kinds: ReadonlySet<FieldKind> = new Set<FieldKind>([
  ...(['text', 'link', 'emails', 'phones'] as const),
]);

/** What the lists of an object show, and by what its records are recognised, as far as one can read it in a line. */
const tellingFields = ({ columns, fields }: DescribedObject): string[] =>
  [...new Set([...columns, ...Object.keys(fields).filter((name) => fields[name]?.matches)])].filter(
    (name) => name !== 'title' && kinds.has(fields[name]?.kind ?? 'json'),
  );

/** Records by their ids, with what tells them from namesakes. */
export async function recordsThatTell(
  object: DescribedObject,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, AnyRecord>> {
  const names = tellingFields(object);
  const include = names.filter((name) => object.fields[name]?.to).map((name) => `${name}.title`);
  const found = new Map<string, AnyRecord>();
  for (const some of byHundreds(ids)) {
    const { data } = await client.list(
      object,
      {
        filter: { id: { in: some } },
        fields: ['id', 'title', 'createdAt', ...names],
        ...{ include, limit: some.length, total: 'none' },
      },
      signal,
    );
    for (const one of data) found.set(one.id, one);
  }
  return found;
}

/** `Acme Ltd · ana@acme.example · +48 601 222 333 · Created 3 May 2026`: what tells a record from its namesakes. */
export function useTelling(object: DescribedObject): (record: AnyRecord) => string {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const named = new Set(object.title);
  const names = tellingFields(object).filter((name) => !named.has(name));
  return (record) =>
    [
      ...names.flatMap((name) => textsIn(record[name])),
      t('merge.made', { when: format.date(record.createdAt) }),
    ].join(' · ');
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'string') return value ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('value' in value) return textsIn(value.value);
  return 'title' in value ? textsIn(value.title) : [];
}
