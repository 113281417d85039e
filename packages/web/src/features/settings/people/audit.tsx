import { Alert, Button, Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import type { AuditEntry } from '@relata/client';
import { auditActions } from '@relata/model';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { meQuery, useMe } from '../../../data/session.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { auditWords } from './audit-words.ts';
import { everybodyQuery } from './people-data.ts';
import classes from './people.module.css';

/** For how many years the log may be kept; 0 is for good. */
const keptYears = [0, 1, 2, 3, 5, 10];

/** Who did what, newest first; for administrators. */
export function Audit() {
  const { t } = useTranslation(['people', 'app', 'settings']);
  const format = useFormat();
  const { can, workspace } = useMe();
  const queries = useQueryClient();
  const { data: people = [] } = useQuery({ ...everybodyQuery, enabled: can.administer });
  const [actor, setActor] = useState<string | null>(null);
  const [action, setAction] = useState<string | null>(null);
  const [day, setDay] = useState('');
  const [checked, setChecked] = useState<{ entries: number; broken: number | null }>();
  const filter = {
    actor: actor ?? undefined,
    action: auditActions.find((one) => one === action),
    to: day ? dayAfter(day) : undefined,
  };
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => client.audit({ ...filter, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.page.next,
    enabled: can.administer,
  });
  if (!can.administer) return <Text p="lg">{t('onlyAdministrators')}</Text>;
  const entries = data?.pages.flatMap((page) => page.data) ?? [];
  const keep = (auditYears: number | null) =>
    void changeSetting(async () => {
      await client.changeWorkspace({ auditYears });
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await queries.invalidateQueries({ queryKey: ['audit'] });
    }, t('settings:profile.saved')).catch(sayProblem);
  const undo = (number: number) =>
    client.undoSetting(number).then(async () => {
      await queries.invalidateQueries();
      tell(t('app:undo.done'));
    }, sayProblem);
  const check = () => client.checkAudit().then(setChecked, sayProblem);

  return (
    <Stack className={classes['page'] ?? ''} gap="md">
      <Group justify="space-between">
        <Title order={2}>{t('audit.title')}</Title>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            onClick={() => void check()}
          >
            {t('audit.check')}
          </Button>
          <Button
            variant="default"
            component="a"
            href={client.auditAddress(filter)}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('audit.export')}
          </Button>
        </Group>
      </Group>
      {checked && (
        <Alert color={checked.broken === null ? 'green' : 'red'} variant="light" role="status">
          {checked.broken === null
            ? t('audit.whole', { count: checked.entries })
            : t('audit.broken', { number: format.number(checked.broken) })}
        </Alert>
      )}
      <Group gap="sm" align="flex-end">
        <Select
          label={t('audit.who')}
          placeholder={t('audit.everybody')}
          data={people.map((one) => ({ value: one.id, label: one.name }))}
          value={actor}
          clearable
          searchable
          onChange={setActor}
        />
        <Select
          label={t('audit.what')}
          placeholder={t('audit.everything')}
          data={auditActions.map((value) => ({ value, label: t(`audit.actions.${value}`) }))}
          value={action}
          clearable
          searchable
          onChange={setAction}
        />
        <TextInput
          label={t('audit.until')}
          type="date"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </Group>
      {/* Nothing in it takes the focus: a keyboard scrolls the box itself. */}
      <div className={classes['scroll']} role="group" aria-label={t('audit.title')} tabIndex={0}>
        <Table verticalSpacing="xs" aria-label={t('audit.title')}>
          <Table.Thead>
            <Table.Tr>
              {(['when', 'who', 'what', 'where', 'details'] as const).map((column) => (
                <Table.Th key={column}>{t(`audit.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Row
                key={entry.number}
                entry={entry}
                nameOf={(id) => nameIn(people, id)}
                onUndo={() => void undo(entry.number)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Select
        maw={360}
        label={t('audit.kept')}
        description={t('audit.keptHint')}
        data={keptYears.map((count) => ({
          value: String(count),
          label: count ? t('audit.years', { count }) : t('audit.forGood'),
        }))}
        value={String(workspace.auditYears ?? 0)}
        allowDeselect={false}
        onChange={(value) => keep(Number(value) || null)}
      />
      {hasNextPage && (
        <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </Stack>
  );
}

const nameIn = (people: readonly { id: string; name: string }[], id: string | null) =>
  people.find((one) => one.id === id)?.name;

function Row({
  entry,
  nameOf,
  onUndo,
}: {
  entry: AuditEntry;
  nameOf: (id: string | null) => string | undefined;
  onUndo: () => void;
}) {
  const { t } = useTranslation(['people', 'app', 'settings']);
  const format = useFormat();
  const labels = useLabels();
  const catalog = useCatalog();
  const object = catalog.objects[entry.object ?? ''];
  const isSmall = object?.place === 'settings' && object.can.read;
  const records = useSmallList(entry.object ?? '', isSmall);
  const words = auditWords(entry, {
    ...{ t, labels, catalog, list: format.list },
    titleOf: (_, id) => nameOf(id) ?? records.find((one) => one.id === id)?.title,
  });
  return (
    <Table.Tr>
      <Table.Td>{format.dateTime(entry.at)}</Table.Td>
      <Table.Td>{nameOf(entry.actor.id) ?? entry.actor.name}</Table.Td>
      <Table.Td>{t(`audit.actions.${entry.action}`)}</Table.Td>
      <Table.Td title={entry.agent ?? undefined}>{entry.address}</Table.Td>
      <Table.Td className={classes['details'] ?? ''}>
        {words}{' '}
        {entry.undoable && (
          <Button variant="subtle" size="compact-xs" onClick={onUndo}>
            {t('app:undo.undo')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The midnight that ends a day of the calendar, where the person is. */
function dayAfter(day: string): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}
