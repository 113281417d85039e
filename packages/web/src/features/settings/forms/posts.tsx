import { Group, Stack, Table, Text } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { talliesOf, talliesQuery } from './forms-data.ts';
import classes from './forms.module.css';

const outcomes = [
  ...[
    'taken',
    'again',
    'confirm',
    'unasked',
    'answers',
    'trap',
    'fast',
    'proof',
    'often',
    'site',
    'off',
  ],
] as const;

/** What was sent to a form and what became of it. */
export function Posts({ form }: { form: AnyRecord }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const labels = useLabels();
  const { lead, deal } = useCatalog().objects;
  const { data = [] } = useQuery(talliesQuery);
  const own = talliesOf(data, form.id);
  const by = { eq: form.id };
  const lists = [
    ...(lead ? [{ object: lead, filter: { form: by } }] : []),
    ...(form['makes'] === 'deal' && deal ? [{ object: deal, filter: { 'leads.form': by } }] : []),
  ];
  return (
    <Stack gap="md">
      <Group gap="md">
        {lists.map(({ object, filter }) => (
          <Link
            key={object.name}
            to="/$plural"
            params={{ plural: object.plural }}
            search={{ filter: JSON.stringify(filter) }}
            className={classes['open'] ?? ''}
          >
            {t('by', { objects: labels.object(object, 'many') })}
          </Link>
        ))}
      </Group>
      {own.length ? (
        <Table>
          <Table.Tbody>
            {outcomes.flatMap((outcome) => {
              const found = own.find((one) => one.outcome === outcome);
              return found
                ? [
                    <Table.Tr key={outcome}>
                      <Table.Td>{t(`outcome.${outcome}`)}</Table.Td>
                      <Table.Td ta="right">{format.number(found.count)}</Table.Td>
                      <Table.Td ta="right">{format.relative(found.lastAt)}</Table.Td>
                    </Table.Tr>,
                  ]
                : [];
            })}
          </Table.Tbody>
        </Table>
      ) : (
        <Text c="dimmed">{t('noPosts')}</Text>
      )}
    </Stack>
  );
}
