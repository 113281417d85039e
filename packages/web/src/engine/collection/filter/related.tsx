import { ActionIcon, Group as Row, Select, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { referenceLabel, referencesFrom } from './references.ts';
import type { Group } from './tree.ts';

/** Which related records a group of conditions is about. */
export function RelatedSelect({
  object,
  onChange,
}: {
  object: DescribedObject;
  onChange: (of: string) => void;
}) {
  const { t } = useTranslation('collection');
  const catalog = useCatalog();
  const labels = useLabels();
  const data = useMemo(
    () =>
      referencesFrom(catalog, object, labels).map(({ name, label }) => ({ value: name, label })),
    [catalog, object, labels],
  );
  return (
    <Select
      size="xs"
      aria-label={t('filter.related')}
      placeholder={t('filter.related')}
      data={data}
      value={null}
      searchable
      autoFocus
      defaultDropdownOpened
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      nothingFoundMessage={t('filter.noField')}
      onChange={(of) => of && onChange(of)}
    />
  );
}

/** Of how many of these records the conditions below are to hold, each record by itself. */
export function RelatedHead({
  object,
  group,
  of,
  autoFocus,
  onChange,
  onRemove,
}: {
  object: DescribedObject;
  group: Group;
  of: string;
  autoFocus: boolean;
  onChange: (group: Group) => void;
  onRemove: (() => void) | undefined;
}) {
  const { t } = useTranslation('collection');
  const catalog = useCatalog();
  const labels = useLabels();
  return (
    <Row gap={6} wrap="nowrap">
      <Text size="xs" fw={600} truncate>
        {referenceLabel(catalog, object, of, labels)}
      </Text>
      <Select
        size="xs"
        w={200}
        aria-label={t('filter.of.label')}
        autoFocus={autoFocus}
        allowDeselect={false}
        data={(['some', 'none'] as const).map((value) => ({
          value,
          label: t(`filter.of.${value}`),
        }))}
        value={group.isNot ? 'none' : 'some'}
        onChange={(value) => onChange({ ...group, isNot: value === 'none' })}
      />
      {onRemove && (
        <ActionIcon size={28} aria-label={t('filter.removeGroup')} onClick={onRemove} ml="auto">
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </Row>
  );
}
