import { Alert, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { described, useCatalog, useObject } from '../../../data/catalog.ts';
import { type SavedView, viewsQuery } from '../../../engine/views/views.ts';
import { ViewForm } from './form.tsx';
import { ViewRow } from './row.tsx';
import classes from './views.module.css';

/** Every saved view that somebody sees, of all objects or one: opened, made, changed and deleted (EP-FILT-02). */
export function ViewsPage() {
  const { t } = useTranslation(['views', 'settings', 'app']);
  const labels = useLabels();
  const catalog = useCatalog();
  const navigate = useNavigate({ from: '/settings/$page' });
  const { open: chosen } = useSearch({ from: '/inside/settings/$page' });
  const { can } = useObject('view');
  const { data: views = [], isSuccess, error, refetch } = useQuery(viewsQuery);
  const problemOf = useProblemText();
  const [editing, setEditing] = useState<{ view: SavedView | null } | null>(null);
  const objects = Object.values(catalog.objects)
    .filter((one) => one.place !== 'none' && one.can.read)
    .map((one) => described(catalog, one.name));
  const shown = objects.filter((one) => !chosen || one.name === chosen);
  const withViews = shown.filter((one) => views.some((view) => view.object === one.name));
  const many = (object: DescribedObject) => labels.object(object, 'many');
  return (
    <Stack gap="md" className={classes['page']}>
      <Group justify="space-between" align="start">
        <Title order={2}>{t('settings:views.title')}</Title>
        {can.create && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing({ view: null })}
          >
            {t('manage.add')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" maw={560}>
        {t('manage.intro')}
      </Text>
      <Select
        maw={280}
        label={t('manage.object')}
        data={[
          { value: '', label: t('manage.all') },
          ...objects.map((one) => ({ value: one.name, label: many(one) })),
        ]}
        value={chosen ?? ''}
        allowDeselect={false}
        searchable
        onChange={(name) => void navigate({ search: { open: name || undefined }, replace: true })}
      />
      {error && (
        <Stack gap="xs" align="flex-start">
          <Alert color="red" variant="light" role="alert">
            {problemOf(error)}
          </Alert>
          <Button variant="default" onClick={() => void refetch()}>
            {t('app:again')}
          </Button>
        </Stack>
      )}
      {isSuccess && withViews.length === 0 && <Text size="sm">{t('manage.none')}</Text>}
      {withViews.map((object) => (
        <section key={object.name}>
          <Title order={3} size="h5" mb={4}>
            {many(object)}
          </Title>
          <ul className={classes['list']} aria-label={t('manage.list', { objects: many(object) })}>
            {views
              .filter((view) => view.object === object.name)
              .map((view) => (
                <ViewRow
                  key={view.id}
                  object={object}
                  view={view}
                  onEdit={() => setEditing({ view })}
                />
              ))}
          </ul>
        </section>
      ))}
      {editing && (
        <ViewForm
          key={editing.view?.id ?? ''}
          view={editing.view}
          objects={objects}
          start={chosen}
          onClose={() => setEditing(null)}
        />
      )}
    </Stack>
  );
}
