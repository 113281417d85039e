import { MultiSelect, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { roles as shipped } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useMe } from '../../data/session.ts';
import { useSmallList } from '../../fields/titles.ts';

/** Whom a view is for, and whether it opens first for these. */
export interface Sharing {
  sharedWith: 'me' | 'some' | 'everyone';
  /** Ids of people and teams. */
  audience: string[];
  /** Names of our roles, ids of the workspace's own. */
  roles: string[];
  isDefault: boolean;
}

const choices = ['me', 'some', 'everyone'] as const;

/** What opens first for others, administrators say. */
export const maySayFirst = ({ sharedWith }: Pick<Sharing, 'sharedWith'>, administers: boolean) =>
  sharedWith === 'me' || administers;

export const isNamed = ({ sharedWith, audience, roles }: Sharing): boolean =>
  sharedWith !== 'some' || audience.length + roles.length > 0;

/** Whom a view is for; a new one is for whoever makes it. */
export const sharingOf = (view: Sharing | null): Sharing =>
  view
    ? {
        sharedWith: view.sharedWith,
        audience: view.audience,
        roles: view.roles,
        isDefault: view.isDefault,
      }
    : { sharedWith: 'me', audience: [], roles: [], isDefault: false };

/** As it is saved. Whom nobody sees any more is not named either. */
export const shared = (sharing: Sharing) =>
  sharing.sharedWith === 'some' ? { ...sharing } : { ...sharing, audience: null, roles: null };

export function SharingInput({
  value,
  onChange,
}: {
  value: Sharing;
  onChange: (value: Sharing) => void;
}) {
  const { t } = useTranslation('views');
  const labels = useLabels();
  const { can, user } = useMe();
  const ownRoles = useSmallList('role');
  const teams = useSmallList('team');
  const people = useSmallList('user').filter(
    (one) => one.id !== user.id && one['active'] !== false,
  );
  const roles = [
    ...Object.keys(shipped).map((name) => ({ value: name, label: labels.role(name) })),
    ...ownRoles.map((one) => ({ value: one.id, label: one.title })),
  ];
  const isRole = (one: string) => roles.some((role) => role.value === one);
  const listed = (list: typeof teams) => list.map((one) => ({ value: one.id, label: one.title }));
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500} mb={4} id="sharing">
          {t('share.label')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="sharing"
          value={value.sharedWith}
          data={choices.map((one) => ({ value: one, label: t(`share.${one}`) }))}
          onChange={(chosen) => {
            const sharedWith = choices.find((one) => one === chosen) ?? 'me';
            const isDefault = value.isDefault && maySayFirst({ sharedWith }, can.administer);
            onChange({ ...value, sharedWith, isDefault });
          }}
        />
      </div>
      {value.sharedWith === 'some' && (
        <MultiSelect
          label={t('share.whom')}
          description={t('share.whomHint')}
          data={[
            { group: t('share.teams'), items: listed(teams) },
            { group: t('share.roles'), items: roles },
            { group: t('share.people'), items: listed(people) },
          ]}
          value={[...value.audience, ...value.roles]}
          searchable
          hidePickedOptions
          onChange={(chosen) =>
            onChange({
              ...value,
              audience: chosen.filter((one) => !isRole(one)),
              roles: chosen.filter(isRole),
            })
          }
        />
      )}
      {maySayFirst(value, can.administer) && (
        <Switch
          label={t(value.sharedWith === 'me' ? 'share.firstMe' : 'share.firstOthers')}
          checked={value.isDefault}
          onChange={(event) => onChange({ ...value, isDefault: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}
