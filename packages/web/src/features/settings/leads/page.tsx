import { Button, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { LeadSettings } from '@relata/client';
import { leadStatus } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { useMe } from '../../../data/session.ts';
import { refreshTables } from '../../../data/records.ts';
import { sayProblem } from '../../../data/undo.ts';
import { useSmallList } from '../../../fields/titles.ts';

const query = {
  queryKey: ['leadSettings'],
  queryFn: ({ signal }: { signal: AbortSignal }) => client.leadSettings(signal),
};

/** How leads are qualified (EP-SET-33, 35, 36), and where they go when somebody first does something (EP-SET-37). */
export function LeadSettingsPage() {
  const { t } = useTranslation(['leads', 'app']);
  const { data } = useQuery(query);
  const labels = useLabels();
  const person = useObject('person');
  const company = useObject('company');
  const { can } = useMe();
  const statuses = useSmallList('leadStatus');
  const touched = statuses.find((one) => one['onTouch'] === true)?.id ?? null;
  const [touch, setTouch] = useState<string | null>();
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
  const open = statuses
    .filter((one) => one['means'] === 'new' || one['means'] === 'working')
    .map(({ id, title }) => ({ value: id, label: title }));
  const choice = (
    name: keyof LeadSettings | 'onTouch',
    choices: typeof kinds,
    value: string | null,
    onChange: (value: string | null) => void,
  ) => (
    <Select
      maw={400}
      label={t(`settings.${name}`)}
      description={t(`settings.${name}Hint`)}
      data={choices}
      value={value}
      clearable
      placeholder={t('choice.none')}
      disabled={!can.administer}
      clearButtonProps={{ 'aria-label': t('settings.clear') }}
      onChange={onChange}
    />
  );
  const setting = (name: keyof LeadSettings, choices: typeof kinds) =>
    choice(name, choices, now[name], (value) => setChanges({ ...changes, [name]: value }));
  /** The status that has the mark loses it when another one gets it. */
  const saveTouch = async (status: string | null) => {
    const id = status ?? touched;
    if (!id) return null;
    return client.update(leadStatus, id, { onTouch: status !== null });
  };
  const forgetTouch = async () => {
    refreshTables('leadStatus');
    await queryClient.invalidateQueries({ queryKey: ['list', 'leadStatus'] });
  };
  const save = async () => {
    setBusy(true);
    // Both are saved, and taken back, or none.
    const along: string[] = [];
    try {
      const change = async () => {
        const made = touch === undefined || touch === touched ? null : await saveTouch(touch);
        if (!Object.keys(changes).length) return made;
        if (made) along.push(made.batch);
        try {
          await client.changeLeadSettings(changes);
        } catch (error) {
          for (const batch of along) await client.undo(batch);
          throw error;
        }
        await queryClient.invalidateQueries({ queryKey: query.queryKey });
        return null;
      };
      await changeSetting(change, t('settings.saved'), along);
      await forgetTouch();
      setChanges({});
      setTouch(undefined);
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
      {choice('onTouch', open, touch === undefined ? touched : touch, setTouch)}
      {setting('companySection', sections)}
      {setting('employeeKind', kinds)}
      {setting('consultantKind', kinds)}
      {can.administer && (
        <Button
          loading={isBusy}
          disabled={!Object.keys(changes).length && touch === undefined}
          onClick={() => void save()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('app:save')}
        </Button>
      )}
    </Stack>
  );
}
