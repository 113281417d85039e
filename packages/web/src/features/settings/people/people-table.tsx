import { ActionIcon, Badge, Group, Menu, Table, Text } from '@mantine/core';
import {
  IconDots,
  IconEye,
  IconHelpCircle,
  IconPencil,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { viewAs } from '../../../data/viewing.ts';
import { Face } from '../../../fields/face.tsx';
import { type Person, useRoles, useTeamsOf } from './people-data.ts';
import classes from './people.module.css';

interface Props {
  people: readonly Person[];
  /** Id of whoever looks. */
  me: string;
  onEdit: (person: Person) => void;
  onWhy: (person: Person) => void;
  onDeactivate: (person: Person) => void;
  onReactivate: (person: Person) => void;
}

export function PeopleTable({ people, me, onEdit, onWhy, onDeactivate, onReactivate }: Props) {
  const { t } = useTranslation(['people', 'access']);
  const format = useFormat();
  const roles = useRoles();
  const teamsOf = useTeamsOf();
  return (
    <div className={classes['scroll']}>
      <Table verticalSpacing="xs" aria-label={t('title')}>
        <Table.Thead>
          <Table.Tr>
            {(['person', 'role', 'teams', 'visibility', 'lastSeen', 'status'] as const).map(
              (column) => (
                <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
              ),
            )}
            <Table.Th aria-label={t('column.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Group gap="sm" wrap="nowrap">
                  <Face title={person.name} photo={person.photo} size={28} />
                  <div>
                    <Text size="sm" fw={500}>
                      {person.name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {person.email}
                    </Text>
                  </div>
                </Group>
              </Table.Td>
              <Table.Td>
                {roles.find(({ value }) => value === person.role)?.label ?? person.role}
              </Table.Td>
              <Table.Td>{format.list(teamsOf(person.id)) || '–'}</Table.Td>
              <Table.Td>{t(`visible.${visibilityOf(person)}`)}</Table.Td>
              <Table.Td>
                {person.lastSeenAt ? format.dateTime(person.lastSeenAt) : t('never')}
              </Table.Td>
              <Table.Td>
                <Badge tt="none" fw={500} variant="dot" color={person.isActive ? 'green' : 'gray'}>
                  {person.isActive ? t('active') : t('inactive')}
                </Badge>
              </Table.Td>
              <Table.Td>
                <Menu position="bottom-end" width={220}>
                  <Menu.Target>
                    <ActionIcon aria-label={t('actionsOf', { name: person.name })}>
                      <IconDots size={16} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item
                      leftSection={<IconPencil size={16} aria-hidden />}
                      onClick={() => onEdit(person)}
                    >
                      {t('edit')}
                    </Menu.Item>
                    {person.isActive && (
                      <Menu.Item
                        leftSection={<IconHelpCircle size={16} aria-hidden />}
                        onClick={() => onWhy(person)}
                      >
                        {t('access:why.ofPerson')}
                      </Menu.Item>
                    )}
                    {person.isActive && person.id !== me && (
                      <Menu.Item
                        leftSection={<IconEye size={16} aria-hidden />}
                        onClick={() => viewAs(person.id)}
                      >
                        {t('access:viewing.begin')}
                      </Menu.Item>
                    )}
                    {person.isActive && person.id !== me && (
                      <Menu.Item
                        leftSection={<IconUserOff size={16} aria-hidden />}
                        onClick={() => onDeactivate(person)}
                      >
                        {t('deactivate')}
                      </Menu.Item>
                    )}
                    {!person.isActive && (
                      <Menu.Item
                        leftSection={<IconUserCheck size={16} aria-hidden />}
                        onClick={() => onReactivate(person)}
                      >
                        {t('reactivate')}
                      </Menu.Item>
                    )}
                  </Menu.Dropdown>
                </Menu>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** In one word, where it is the same for everything. */
function visibilityOf({ visibility }: Person): 'general' | 'team' | 'restricted' | 'mixed' {
  const levels = new Set(Object.values(visibility).filter((level) => level !== 'general'));
  if (!levels.size) return 'general';
  const isSame = levels.size === 1 && Object.keys(visibility).length >= 3;
  if (isSame && levels.has('team')) return 'team';
  return isSame && levels.has('restricted') ? 'restricted' : 'mixed';
}
