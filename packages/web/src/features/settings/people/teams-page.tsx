import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { AnyRecord } from '@relata/client';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useObject } from '../../../data/catalog.ts';
import { change } from '../../../data/writes.ts';
import { sayProblem } from '../../../data/undo.ts';
import { askCreate } from '../../../engine/forms/ask-create.ts';
import { idOf } from '../../../fields/contract.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { Hierarchy, ownKeys } from './hierarchy.tsx';
import classes from './hierarchy.module.css';
import { everybodyQuery } from './people-data.ts';
import page from './people.module.css';
import { TeamDialog } from './team-dialog.tsx';

/** The teams as the tree that they are, with who leads them and who is in them. */
export function TeamsPage() {
  const { t } = useTranslation('people');
  const labels = useLabels();
  const format = useFormat();
  const object = useObject('team');
  const teams = useSmallList('team').map((team): AnyRecord & { parent: string | null } => ({
    ...team,
    parent: idOf(team['parent']),
  }));
  const { data: people = [] } = useQuery(everybodyQuery);
  const [editing, setEditing] = useState<AnyRecord | null>(null);
  const names = (value: unknown) => {
    const ids = Array.isArray(value) ? value.map(idOf) : [];
    return format.list(people.filter((one) => ids.includes(one.id)).map((one) => one.name));
  };
  const add = (parent: AnyRecord | null) =>
    void askCreate({
      object: 'team',
      values: parent ? { parent: { id: parent.id, title: parent.title } } : {},
    });
  const move = (id: string, parent: string | null) => {
    const team = teams.find((one) => one.id === id);
    if (team && team.parent !== parent) change(object, team, { parent }).catch(sayProblem);
  };

  return (
    <Stack className={page['page'] ?? ''} gap="md">
      <Group justify="space-between">
        <Title order={2}>{labels.object(object, 'many')}</Title>
        {object.can.create && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => add(null)}>
            {labels.object(object, 'new')}
          </Button>
        )}
      </Group>
      <Text c="dimmed" size="sm" maw={760}>
        {t('teamTree.hint')}
      </Text>
      {teams.length === 0 ? (
        <Text c="dimmed">{t('teamTree.none')}</Text>
      ) : (
        <Hierarchy
          label={labels.object(object, 'many')}
          items={teams}
          nameOf={(team) => team.title}
          onMove={object.can.update ? move : undefined}
          renderItem={(team) => (
            <>
              <div className={classes['words']}>
                <Text size="sm" fw={500}>
                  {team.title}
                </Text>
                {(['leads', 'members'] as const).map(
                  (field) =>
                    names(team[field]) && (
                      <Text key={field} size="xs" c="dimmed">
                        {labels.field(object, field)}: {names(team[field])}
                      </Text>
                    ),
                )}
              </div>
              {object.can.create && (
                <ActionIcon
                  {...ownKeys}
                  aria-label={t('teamTree.addBelow', { team: team.title })}
                  onClick={() => add(team)}
                >
                  <IconPlus size={16} />
                </ActionIcon>
              )}
              {object.can.update && (
                <ActionIcon
                  {...ownKeys}
                  aria-label={t('teamTree.edit', { team: team.title })}
                  onClick={() => setEditing(team)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
              )}
            </>
          )}
        />
      )}
      {editing && <TeamDialog object={object} team={editing} onClose={() => setEditing(null)} />}
    </Stack>
  );
}
