import { Alert, Anchor, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { client } from '../../data/client.ts';
import { checked } from '../../fields/index.tsx';

interface Props {
  object: DescribedObject;
  values: Record<string, unknown>;
}

const pauseMs = 400;

/** What is there already and looks like what is being typed; of what is kept from the person, whom to ask. */
export function DuplicateHint({ object, values }: Props) {
  const { t } = useTranslation('fields');
  const labels = useLabels();
  const format = useFormat();
  const [typed] = useDebouncedValue(JSON.stringify(comparable(object, values)), pauseMs);
  const { data } = useQuery({
    queryKey: ['duplicates', object.name, typed],
    queryFn: ({ signal }) => client.duplicatesOf(object, JSON.parse(typed) as object, signal),
    enabled: typed !== '{}',
    staleTime: 10_000,
    placeholderData: (before) => (typed === '{}' ? undefined : before),
  });
  const fieldsOf = (fields: readonly string[]) =>
    format.list(fields.map((name) => labels.field(object, name)));
  if (!data || typed === '{}' || data.records.length + data.kept.length === 0) return null;
  return (
    <Alert
      variant="default"
      mt="sm"
      role="status"
      icon={<IconCopy size={18} aria-hidden />}
      title={t('duplicates.title')}
    >
      {data.records.map(({ id, title, fields }) => (
        <Text key={id} size="sm">
          <Anchor size="sm" href={`/${object.plural}/${id}`} target="_blank" rel="noreferrer">
            {title || labels.object(object, 'one')}
          </Anchor>{' '}
          {t('duplicates.same', { fields: fieldsOf(fields) })}
        </Text>
      ))}
      {data.kept.map(({ fields, ask }) => (
        <Text key={ask?.id ?? ''} size="sm">
          {ask
            ? t('duplicates.ask', { name: ask.name, fields: fieldsOf(fields) })
            : t('duplicates.askAdministrator', { fields: fieldsOf(fields) })}
        </Text>
      ))}
    </Alert>
  );
}

/** The fields by which records are compared, as far as they are filled and right. */
function comparable(
  object: DescribedObject,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(object.fields)) {
    if (!field.matches) continue;
    const result = checked(field, values[name]);
    if (result.error) continue;
    const { value } = result;
    const isEmpty = Array.isArray(value) ? !value.length : !value;
    if (!isEmpty) filled[name] = value;
  }
  return filled;
}
