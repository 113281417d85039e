import { Select } from '@mantine/core';
import { roleNames } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useSmallList } from '../../fields/titles.ts';

/** Adds rows to the plan: a person, everybody of a team, everybody who has a role (EP-SET-06). */
export function AddPeople({ onAdd }: { onAdd: (ids: string[]) => void }) {
  const { t } = useTranslation('goals');
  const labels = useLabels();
  const [search, setSearch] = useState('');
  const people = useSmallList('user').filter((one) => one['active'] === true);
  const teams = useSmallList('team');
  const ownRoles = useSmallList('role');
  const hasRole = (key: string) =>
    people.filter((one) => [one['role'], one['otherRoles']].flat().includes(key));
  const roles = [
    ...roleNames.map((key) => ({ key, label: labels.role(key) })),
    ...ownRoles.map(({ id, title }) => ({ key: id, label: title })),
  ].filter(({ key }) => hasRole(key).length);
  const group = (name: string, kind: string, items: { key: string; label: string }[]) => ({
    group: name,
    items: items.map(({ key, label }) => ({ value: `${kind}:${key}`, label })),
  });
  const titled = ({ id, title }: { id: string; title: string }) => ({ key: id, label: title });
  const idsOf = (chosen: string): string[] => {
    const [kind, key = ''] = chosen.split(':');
    if (kind === 'role') return hasRole(key).map(({ id }) => id);
    if (kind !== 'team') return [key];
    const members = teams.find(({ id }) => id === key)?.['members'];
    return people
      .map(({ id }) => id)
      .filter((id) => Array.isArray(members) && members.includes(id));
  };
  return (
    <Select
      size="xs"
      w={280}
      searchable
      aria-label={t('add')}
      placeholder={t('add')}
      nothingFoundMessage={t('nobody')}
      data={[
        group(labels.object('team', 'many'), 'team', teams.map(titled)),
        group(t('allOfRole'), 'role', roles),
        group(labels.object('user', 'many'), 'user', people.map(titled)),
      ]}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(chosen) => {
        if (chosen) onAdd(idsOf(chosen));
        setSearch('');
      }}
    />
  );
}
