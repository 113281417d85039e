import { Button, Group, Modal, NativeSelect, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { waysQuery } from '../../sign-in/ways.ts';
import { EmailLink } from './email-link.tsx';
import { forgetPeople, type Person, useRoles } from './people-data.ts';

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
  const [manager, setManager] = useState(person.manager);
  const [visibility, setVisibility] = useState<Record<string, string>>(() =>
    Object.fromEntries(seen.map((name) => [name, String(person.visibility[name] ?? 'general')])),
  );
  const [isBusy, setBusy] = useState(false);
  const { data: ways } = useQuery(waysQuery);

  const isOther = seen.some((name) => visibility[name] !== (person.visibility[name] ?? 'general'));
  const save = async () => {
    setBusy(true);
    try {
      await client.changePerson(person.id, {
        ...(role !== person.role && { role }),
        ...(manager !== person.manager && { manager }),
        ...(isOther && { visibility: { ...strings(person.visibility), ...visibility } }),
      });
      await forgetPeople();
      tell(t('saved', { name: person.name }));
      onClose();
    } catch (error) {
      sayProblem(error);
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={t('editTitle', { name: person.name })}>
      <Stack gap="md">
        <Select
          label={t('column.role')}
          data={roles}
          value={role}
          allowDeselect={false}
          onChange={(value) => value && setRole(value)}
        />
        <Select
          label={t('manager')}
          description={t('managerHint')}
          data={people
            .filter((one) => one.isActive && one.id !== person.id)
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
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button loading={isBusy} onClick={() => void save()}>
            {t('app:save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const strings = (given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
