import { NativeSelect, Stack } from '@mantine/core';
import { noField } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import type { Collection } from '../state/use-collection.ts';
import { groupableFields, isDated, units, writeGroupBy } from './group-by.ts';

/** Chooses by what the rows of a table are put together. */
export function GroupsPanel({ collection }: { collection: Collection }) {
  const { object, set } = collection;
  const { t } = useTranslation('views');
  const labels = useLabels();
  const by = collection.groups;
  const fields = groupableFields(object)
    .map((value) => ({ value, label: labels.field(object, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <Stack gap="xs">
      <NativeSelect
        size="xs"
        data-autofocus
        label={t('groups.by')}
        value={by?.field ?? ''}
        data={[{ value: '', label: t('groups.none') }, ...fields]}
        onChange={({ currentTarget: { value: field } }) => {
          const unit = isDated(object, field) ? (by?.unit ?? 'month') : null;
          set({ groups: field ? writeGroupBy({ field, unit }) : noField });
        }}
      />
      {by?.unit && (
        <NativeSelect
          size="xs"
          label={t('groups.period')}
          value={by.unit}
          data={units.map((value) => ({ value, label: t(`groups.units.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            set({
              groups: writeGroupBy({
                field: by.field,
                unit: units.find((one) => one === value) ?? 'month',
              }),
            })
          }
        />
      )}
    </Stack>
  );
}
