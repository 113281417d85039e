import type { AnyRecord } from '@relata/client';
import { roles as shipped } from '@relata/model';
import { queryOptions } from '@tanstack/react-query';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { forget } from '../../../data/records.ts';
import { idOf } from '../../../fields/contract.ts';
import { useSmallList } from '../../../fields/titles.ts';

/** Somebody who works here, or did. */
export interface Person {
  id: string;
  name: string;
  email: string;
  photo: unknown;
  role: string;
  otherRoles: string[];
  visibility: Readonly<Record<string, unknown>>;
  manager: string | null;
  isActive: boolean;
  /** RFC 3339; null: never here. */
  lastSeenAt: string | null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const personOf = (record: AnyRecord): Person => ({
  id: record.id,
  name: record.title,
  email: textOf(record['email']),
  photo: record['photo'],
  role: textOf(record['role']),
  otherRoles: Array.isArray(record['otherRoles']) ? record['otherRoles'].map(textOf) : [],
  visibility:
    typeof record['visibility'] === 'object' && record['visibility'] !== null
      ? { ...record['visibility'] }
      : {},
  manager: idOf(record['manager']),
  isActive: record['active'] === true,
  lastSeenAt: textOf(record['lastSeenAt']) || null,
});

/** Everybody, by name. Asked for again when a user record changes anywhere. */
export const everybodyQuery = queryOptions({
  queryKey: ['list', 'user', 'everybody'],
  queryFn: async ({ signal }): Promise<Person[]> => {
    const people: Person[] = [];
    let after: string | null = null;
    do {
      const query = { sort: 'title', limit: 200, total: 'none', after } as const;
      const page: Awaited<ReturnType<typeof client.list>> = await client.list(
        { plural: 'users' },
        query,
        signal,
      );
      people.push(...page.data.map(personOf));
      after = page.page.next;
    } while (after);
    return people;
  },
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => client.invitations(),
});

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => client.account(),
});

/** Somebody came, went or changed: everything that names people asks again. */
export async function forgetPeople(): Promise<void> {
  forget('user');
  forget('team');
  await Promise.all(
    [everybodyQuery, invitationsQuery, accountQuery].map(({ queryKey }) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}

export interface RoleChoice {
  value: string;
  label: string;
}

/** The shipped roles, then the workspace's own. */
export function useRoles(): RoleChoice[] {
  const labels = useLabels();
  const own = useSmallList('role');
  return [
    ...Object.keys(shipped).map((name) => ({ value: name, label: labels.role(name) })),
    ...own.map((one) => ({ value: one.id, label: one.title })),
  ];
}

/** Names of the teams in which somebody is, by their id. */
export function useTeamsOf(): (person: string) => string[] {
  const teams = useSmallList('team');
  return (person) =>
    teams
      .filter((team) => [team['members'], team['leads']].flat().some((one) => idOf(one) === person))
      .map((team) => team.title);
}
