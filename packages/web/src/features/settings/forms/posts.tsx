import { Stack, Table, Text } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { talliesOf, talliesQuery } from './forms-data.ts';
import classes from './forms.module.css';

const outcomes = [
  ...['taken', 'again', 'confirm', 'answers', 'trap', 'fast', 'proof', 'often', 'site', 'off'],
] as const;

/** What was sent to a form and what became of it. */
export function Posts({ form }: { form: AnyRecord }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const { data = [] } = useQuery(talliesQuery);
  const own = talliesOf(data, form.id);
  const filter = JSON.stringify({ form: { eq: form.id } });
  return (
    <Stack gap="md">
      <Link
        to="/$plural"
        params={{ plural: 'leads' }}
        search={{ filter }}
        className={classes['open'] ?? ''}
      >
        {t('leads')}
      </Link>
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
