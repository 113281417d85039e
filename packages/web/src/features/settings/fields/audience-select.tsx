import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSmallList } from '../../../fields/titles.ts';
import { useRoles } from '../people/people-data.ts';

interface Props {
  label: string;
  description: string;
  disabled?: boolean;
  error?: string | undefined;
  value: string[];
  onChange: (value: string[]) => void;
}

/** Roles, teams and people; nobody named: everybody. */
export function AudienceSelect({
  label,
  description,
  disabled = false,
  error,
  value,
  onChange,
}: Props) {
  const { t } = useTranslation('shape');
  const roles = useRoles().filter((role) => role.value !== 'administrator');
  const teams = useSmallList('team').map((one) => ({ value: one.id, label: one.title }));
  const people = useSmallList('user').map((one) => ({ value: one.id, label: one.title }));
  return (
    <MultiSelect
      label={label}
      description={description}
      disabled={disabled}
      error={error}
      placeholder={value.length ? undefined : t('everybody')}
      data={[
        { group: t('roles'), items: roles },
        { group: t('teams'), items: teams },
        { group: t('people'), items: people },
      ]}
      value={value}
      searchable
      clearable
      hidePickedOptions
      onChange={onChange}
    />
  );
}
