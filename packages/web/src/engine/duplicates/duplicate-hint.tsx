import { Alert, Anchor, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { checked } from '../../fields/check.ts';
import { idOf } from '../../fields/contract.ts';
import { useReasons } from './use-reasons.ts';
import { recordsThatTell, useTelling } from './what-tells.ts';

interface Props {
  object: DescribedObject;
  values: Record<string, unknown>;
  /** The record that is being changed. */
  but?: string | undefined;
  /** Only what this field tells. */
  field?: string | undefined;
}

const pauseMs = 400;

/** What is there already and looks like what is being typed; of what is kept from the person, whom to ask. */
export function DuplicateHint({ object, values, but, field }: Props) {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const format = useFormat();
  const { objects } = useCatalog();
  const reasonsOf = useReasons(object);
  const [typed] = useDebouncedValue(JSON.stringify(comparable(object, values)), pauseMs);
  const { data } = useQuery({
    queryKey: ['duplicates', object.name, but, typed],
    queryFn: ({ signal }) =>
      client.duplicatesOf(object, JSON.parse(typed) as object, { but }, signal),
    enabled: typed !== '{}',
    staleTime: 10_000,
    placeholderData: (before) => (typed === '{}' ? undefined : before),
  });
  const own = data?.records.filter(({ object: name }) => name === object.name) ?? [];
  const ids = own.map(({ id }) => id);
  const { data: told } = useQuery({
    queryKey: ['told', object.name, ids],
    queryFn: ({ signal }) => recordsThatTell(object, ids, signal),
    enabled: ids.length > 0,
    staleTime: 10_000,
  });
  const telling = useTelling(object);
  const fieldsOf = (fields: readonly string[]) =>
    format.list(fields.map((name) => labels.field(object, name)));
  const records = data?.records.filter(
    ({ reasons }) =>
      field === undefined ||
      reasons.some((one) => (one.by === 'name' ? isName(object, field) : one.field === field)),
  );
  if (!data || !records || typed === '{}' || records.length + data.kept.length === 0) return null;
  return (
    <Alert
      variant="default"
      mt="sm"
      role="status"
      icon={<IconCopy size={18} aria-hidden />}
      title={t('title')}
    >
      {records.map(({ object: name, id, title, reasons }) => {
        const target = objects[name] ?? object;
        const record = told?.get(id);
        return (
          <Text key={id} size="sm">
            <Anchor size="sm" href={`/${target.plural}/${id}`} target="_blank" rel="noreferrer">
              {title || labels.object(target, 'one')}
            </Anchor>
            {name === object.name ? null : ` (${labels.object(target, 'one')})`}
            {': '}
            {reasonsOf(reasons)}
            {record ? (
              <Text component="span" display="block" size="xs" c="dimmed">
                {telling(record)}
              </Text>
            ) : null}
          </Text>
        );
      })}
      {data.kept.map(({ fields, ask }) => (
        <Text key={ask?.id ?? ''} size="sm">
          {ask
            ? t('ask', { name: ask.name, fields: fieldsOf(fields) })
            : t('askAdministrator', { fields: fieldsOf(fields) })}
        </Text>
      ))}
    </Alert>
  );
}

const isName = (object: DescribedObject, field: string): boolean =>
  object.alike?.names.includes(field) ?? false;

/** Does typing into the field tell of duplicates? */
export function isComparable(object: DescribedObject, name: string): boolean {
  const { kind, matches } = object.fields[name] ?? {};
  const others = (object.alike?.also ?? []).flatMap(({ names }) => names);
  return (
    kind === 'emails' ||
    kind === 'phones' ||
    Boolean(matches) ||
    isName(object, name) ||
    object.alike?.within === name ||
    others.includes(name)
  );
}

/** The fields by which records are compared, as far as they are filled and right. */
function comparable(
  object: DescribedObject,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(object.fields)) {
    if (!isComparable(object, name)) continue;
    const given = field.kind === 'link' ? idOf(values[name]) : values[name];
    const result = checked(field, given);
    if (result.error) continue;
    const { value } = result;
    const isEmpty = Array.isArray(value) ? !value.length : !value;
    if (!isEmpty) filled[name] = value;
  }
  return filled;
}
