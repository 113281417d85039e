import { Button, Group, MultiSelect, NativeSelect, Select, Stack, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../../app/dialog.tsx';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { idOf } from '../../../fields/contract.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { waysQuery } from '../../sign-in/ways.ts';
import { EmailLink } from './email-link.tsx';
import { forgetPeople, type Person, useRoles } from './people-data.ts';
import { liesBelow } from './tree-of.ts';

interface Props {
  person: Person;
  people: readonly Person[];
  onClose: () => void;
}

const levels = ['general', 'team', 'restricted'] as const;
const seen = ['deal', 'person', 'company'] as const;

/** Role, superior, and how much somebody is shown of what others work on. */
export function EditPersonDialog({ person, people, onClose }: Props) {
  const { t } = useTranslation(['people', 'app']);
  const labels = useLabels();
  const { objects } = useCatalog();
  const roles = useRoles();
  const [role, setRole] = useState(person.role);
  const [otherRoles, setOtherRoles] = useState(person.otherRoles);
  const teams = useSmallList('team');
  const memberOf = teams.filter((team) => isMember(team, person.id)).map((team) => team.id);
  const [inTeams, setInTeams] = useState<string[] | null>(null);
  const [manager, setManager] = useState(person.manager);
  const [visibility, setVisibility] = useState<Record<string, string>>(() =>
    Object.fromEntries(seen.map((name) => [name, String(person.visibility[name] ?? 'general')])),
  );
  const [isBusy, setBusy] = useState(false);
  const { data: ways } = useQuery(waysQuery);

  const placed = people.map((one) => ({ id: one.id, parent: one.manager }));
  const isOther = seen.some((name) => visibility[name] !== (person.visibility[name] ?? 'general'));
  const changes = {
    ...(role !== person.role && { role }),
    ...(otherRoles.join() !== person.otherRoles.join() && { otherRoles }),
    ...(manager !== person.manager && { manager }),
    ...(isOther && { visibility: { ...strings(person.visibility), ...visibility } }),
  };
  const isChanged = inTeams !== null || Object.keys(changes).length > 0;
  const save = async () => {
    setBusy(true);
    try {
      await client.changePerson(person.id, changes);
      if (inTeams && objects['team'])
        await changeTeams(objects['team'], person.id, memberOf, inTeams, teams);
      await forgetPeople();
      tell(t('saved', { name: person.name }));
      onClose();
    } catch (error) {
      sayProblem(error);
      setBusy(false);
    }
  };

  return (
    <Dialog
      onClose={onClose}
      isDirty={isChanged || undefined}
      title={t('editTitle', { name: person.name })}
    >
      <Stack gap="md">
        <Select
          label={t('column.role')}
          data={roles}
          value={role}
          allowDeselect={false}
          onChange={(value) => value && setRole(value)}
        />
        <MultiSelect
          label={t('otherRoles')}
          description={t('otherRolesHint')}
          data={roles.filter(({ value }) => value !== role)}
          value={otherRoles}
          clearable
          onChange={setOtherRoles}
        />
        <MultiSelect
          label={t('column.teams')}
          data={teams.map((team) => ({ value: team.id, label: team.title }))}
          value={inTeams ?? memberOf}
          searchable
          onChange={setInTeams}
        />
        <Select
          label={t('manager')}
          description={t('managerHint')}
          data={people
            .filter((one) => one.isActive && !liesBelow(placed, one.id, person.id))
            .map((one) => ({ value: one.id, label: one.name }))}
          value={manager}
          clearable
          searchable
          onChange={setManager}
        />
        <div>
          <Text size="sm" fw={500}>
            {t('column.visibility')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('visibilityHint')}
          </Text>
        </div>
        {seen.map((name) => (
          <NativeSelect
            key={name}
            label={labels.object(objects[name] ?? name, 'many')}
            data={levels.map((value) => ({ value, label: t(`visible.${value}`) }))}
            value={visibility[name] ?? 'general'}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setVisibility((before) => ({ ...before, [name]: value }));
            }}
          />
        ))}
        {ways?.mail === false && <EmailLink person={person} />}
        <Group justify="flex-end">
          <CancelButton />
          <Button loading={isBusy} onClick={() => void save()}>
            {t('app:save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

const membersOf = (team: AnyRecord): string[] =>
  Array.isArray(team['members'])
    ? team['members'].map(idOf).filter((id): id is string => id !== null)
    : [];
const isMember = (team: AnyRecord, person: string): boolean => membersOf(team).includes(person);

/** Takes somebody into teams and out of others; whom they lead stays as it is. */
async function changeTeams(
  object: DescribedObject,
  person: string,
  before: readonly string[],
  after: readonly string[],
  teams: readonly AnyRecord[],
): Promise<void> {
  for (const team of teams) {
    if (before.includes(team.id) === after.includes(team.id)) continue;
    await client.update(object, team.id, {
      members: after.includes(team.id) ? { add: [person] } : { remove: [person] },
    });
  }
}

const strings = (given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
