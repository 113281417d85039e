import { Button, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { LeadSettings } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { useMe } from '../../../data/session.ts';
import { sayProblem, tell } from '../../../data/undo.ts';

const query = {
  queryKey: ['leadSettings'],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.leadSettings(signal),
};

/** How leads are qualified (EP-SET-33, 35, 36); where touched leads go is said of the statuses (EP-SET-37). */
export function LeadSettingsPage() {
  const { t } = useTranslation(['leads', 'app']);
  const { data } = useQuery(query);
  const labels = useLabels();
  const person = useObject('person');
  const company = useObject('company');
  const { can } = useMe();
  const [changes, setChanges] = useState<Partial<LeadSettings>>({});
  const [isBusy, setBusy] = useState(false);
  if (!data) return <Skeleton h={300} m="md" />;
  const now = { ...data, ...changes };
  const kinds = (person.fields['kind']?.options ?? [])
    .filter((one) => !one.hidden)
    .map(({ value }) => ({ value, label: labels.option(person, 'kind', value) }));
  const sections = company.sections.map((one) => ({
    value: one.name,
    label: labels.section(one),
  }));
  const choice = (name: keyof LeadSettings, choices: typeof kinds) => (
    <Select
      maw={400}
      label={t(`settings.${name}`)}
      description={t(`settings.${name}Hint`)}
      data={choices}
      value={now[name]}
      clearable
      placeholder={t('choice.none')}
      disabled={!can.administer}
      clearButtonProps={{ 'aria-label': t('settings.clear') }}
      onChange={(value) => setChanges({ ...changes, [name]: value })}
    />
  );
  const save = async () => {
    setBusy(true);
    try {
      await client.changeLeadSettings(changes);
      await queryClient.invalidateQueries({ queryKey: query.queryKey });
      setChanges({});
      tell(t('settings.saved'));
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="md" p="md">
      <Title order={2}>{t('settings.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('settings.hint')}
      </Text>
      {choice('companySection', sections)}
      {choice('employeeKind', kinds)}
      {choice('consultantKind', kinds)}
      {can.administer && (
        <Button
          loading={isBusy}
          disabled={!Object.keys(changes).length}
          onClick={() => void save()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('app:save')}
        </Button>
      )}
    </Stack>
  );
}
