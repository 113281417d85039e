import { Button, Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { DecisionRow } from '../../leads/decision.tsx';
import classes from './processor.module.css';

/** Why each lead went where, newest first: of all, of a rule, of what came by a source. */
export function Log() {
  const { t } = useTranslation(['processor', 'leads']);
  const labels = useLabels();
  const format = useFormat();
  const problemOf = useProblemText();
  const [ofRule, ofSource] = [useObject('leadRule'), useObject('leadSource')];
  const [rules, sources] = [useSmallList('leadRule'), useSmallList('leadSource')];
  const [rule, setRule] = useState<string | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const query = { rule: rule ?? undefined, source: source ?? undefined };
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['leadDecisions', query],
    queryFn: ({ pageParam, signal }) =>
      client.leadDecisions({ ...query, after: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.page.next,
  });
  const decisions = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-end">
        <Select
          label={labels.object(ofRule, 'one')}
          placeholder={t('log.all')}
          data={rules.map((one) => ({ value: one.id, label: one.title }))}
          value={rule}
          clearable
          searchable
          onChange={setRule}
        />
        <Select
          label={labels.object(ofSource, 'one')}
          placeholder={t('log.all')}
          data={sources.map((one) => ({ value: one.id, label: one.title }))}
          value={source}
          clearable
          searchable
          onChange={setSource}
        />
      </Group>
      {error ? (
        <Text c="var(--mantine-color-error)" role="alert">
          {problemOf(error)}
        </Text>
      ) : !data ? (
        <Skeleton h={240} />
      ) : decisions.length === 0 ? (
        <Text c="dimmed">{t('log.none')}</Text>
      ) : (
        <div className={classes['scroll']} role="group" aria-label={t('log.title')} tabIndex={0}>
          <Table verticalSpacing="xs" aria-label={t('log.title')}>
            <Table.Thead>
              <Table.Tr>
                {(['when', 'lead', 'outcome', 'whom', 'why'] as const).map((column) => (
                  <Table.Th key={column}>{t(`leads:decision.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {decisions.map((one) => (
                <DecisionRow
                  key={one.id}
                  decision={one}
                  start={<Table.Td>{format.dateTime(one.at)}</Table.Td>}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {hasNextPage ? (
        <Button
          variant="default"
          loading={isFetching}
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('log.more')}
        </Button>
      ) : null}
    </Stack>
  );
}
