import { Badge, Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { Empty } from '../../../ui/empty.tsx';
import { sumsOf, talliesQuery } from './forms-data.ts';
import classes from './forms.module.css';

/** The forms of the workspace, and what came by each. */
export function FormsPage() {
  const { t } = useTranslation('forms');
  const labels = useLabels();
  const format = useFormat();
  const object = useObject('form');
  const { data: forms } = useQuery({
    queryKey: ['list', 'form', 'settings'],
    queryFn: async ({ signal }) =>
      (await client.list(object, { sort: 'title', limit: 200, total: 'none' }, signal)).data,
  });
  const { data: tallies = [] } = useQuery(talliesQuery);
  const makeOne = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/settings/forms/$id" params={{ id: 'new' }} {...props} />}
    >
      {labels.object(object, 'new')}
    </Button>
  );
  if (!forms) return <Skeleton m="lg" height={240} />;
  if (!forms.length)
    return (
      <Empty
        icon={<IconClipboardText size={40} stroke={1.4} />}
        title={t('none')}
        text={t('intro')}
      >
        {makeOne}
      </Empty>
    );
  const line = (form: AnyRecord) => {
    const { taken, refused } = sumsOf(tallies, form.id);
    return (
      <Table.Tr key={form.id}>
        <Table.Td>
          <Link to="/settings/forms/$id" params={{ id: form.id }} className={classes['open'] ?? ''}>
            {form.title}
          </Link>
        </Table.Td>
        <Table.Td>
          <Badge variant="light" tt="none" {...(form['active'] !== true && { color: 'gray' })}>
            {t(form['active'] === true ? 'on' : 'off')}
          </Badge>
        </Table.Td>
        <Table.Td>{labels.option(object, 'language', String(form['language']))}</Table.Td>
        <Table.Td ta="right">{format.number(taken)}</Table.Td>
        <Table.Td ta="right">{format.number(refused)}</Table.Td>
      </Table.Tr>
    );
  };
  return (
    <Stack className={classes['list']} gap="md">
      <Group justify="space-between">
        <Title order={2}>{labels.object(object, 'many')}</Title>
        {makeOne}
      </Group>
      <Text c="dimmed">{t('intro')}</Text>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{labels.object(object, 'one')}</Table.Th>
              <Table.Th>{t('state')}</Table.Th>
              <Table.Th>{t('language')}</Table.Th>
              <Table.Th ta="right">{t('taken')}</Table.Th>
              <Table.Th ta="right">{t('refused')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{forms.map(line)}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
