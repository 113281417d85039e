import { ActionIcon, Checkbox, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { meQuery, useMe } from '../../../data/session.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { Face } from '../../../fields/face.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';
import { Hierarchy, ownKeys } from './hierarchy.tsx';
import classes from './hierarchy.module.css';
import { everybodyQuery, forgetPeople, type Person, useRoles } from './people-data.ts';
import page from './people.module.css';

/** Who reports to whom. Everybody may look; administrators change it, and whether superiors see more by it. */
export function OrgChart() {
  const { t } = useTranslation('people');
  const { can } = useMe();
  const roles = useRoles();
  const { data: people = [] } = useQuery(everybodyQuery);
  const [editing, setEditing] = useState<Person | null>(null);
  const active = people
    .filter((one) => one.isActive)
    .map((one) => ({ ...one, parent: one.manager }));

  const move = async (id: string, manager: string | null) => {
    const person = people.find((one) => one.id === id);
    if (!person || person.manager === manager) return;
    try {
      await client.changePerson(id, { manager });
      await forgetPeople();
      tell(t('saved', { name: person.name }));
    } catch (error) {
      sayProblem(error);
    }
  };

  return (
    <Stack className={page['page'] ?? ''} gap="md">
      <Title order={2}>{t('chart.title')}</Title>
      <Text c="dimmed" size="sm" maw={760}>
        {t(can.administer ? 'chart.hint' : 'chart.intro')}
      </Text>
      <SuperiorsSee />
      {active.length > 0 && (
        <Hierarchy
          label={t('chart.title')}
          items={active}
          nameOf={(person) => person.name}
          onMove={can.administer ? (id, manager) => void move(id, manager) : undefined}
          renderItem={(person, below) => (
            <>
              <Face title={person.name} photo={person.photo} size={28} />
              <div className={classes['words']}>
                <Text size="sm" fw={500}>
                  {person.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {[
                    roles.find(({ value }) => value === person.role)?.label ?? '',
                    ...(below ? [t('chart.below', { count: below })] : []),
                  ].join(' · ')}
                </Text>
              </div>
              {can.administer && (
                <ActionIcon
                  {...ownKeys}
                  aria-label={t('chart.edit', { name: person.name })}
                  onClick={() => setEditing(person)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
              )}
            </>
          )}
        />
      )}
      {editing && (
        <EditPersonDialog person={editing} people={people} onClose={() => setEditing(null)} />
      )}
    </Stack>
  );
}

/** The switch by which the chart gives rights: to see, never to change, and never what is personal (EP-PERM-01…04). */
function SuperiorsSee() {
  const { t } = useTranslation(['people', 'settings']);
  const { workspace, can } = useMe();
  const [isOn, setOn] = useState(workspace.superiorsSee);
  const change = async (superiorsSee: boolean) => {
    setOn(superiorsSee);
    try {
      const set = async () => {
        await client.changeWorkspace({ superiorsSee });
        await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      };
      await changeSetting(set, t('settings:profile.saved'));
    } catch (error) {
      setOn(!superiorsSee);
      sayProblem(error);
    }
  };
  return (
    <Checkbox
      label={t('chart.superiorsSee')}
      description={t('chart.superiorsSeeHint')}
      maw={760}
      checked={isOn}
      disabled={!can.administer}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}
