import { Select } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { kinds, pathOfPart } from '@relata/model';
import { createContext, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Labels, useLabels } from '../../../app/language.ts';
import { type DescribedCatalog, useCatalog } from '../../../data/catalog.ts';
import { fieldsInOrder } from '../state/field-order.ts';
import { referencesFrom } from './references.ts';

/** Conditions on the record itself alone: rules of fields look no farther. */
export const OwnFieldsOnly = createContext(false);

/** A field of the object, or of what it is connected with; beneath an amount its currency. */
export function FieldSelect(props: {
  object: DescribedObject;
  value: string | null;
  autoFocus?: boolean;
  /** Shows the fields before anybody asks for them. */
  isOpen?: boolean;
  onChange: (path: string) => void;
}) {
  const { t } = useTranslation('collection');
  const catalog = useCatalog();
  const labels = useLabels();
  const isOwnOnly = use(OwnFieldsOnly);
  const data = useMemo(
    () => askable(catalog, props.object, labels).slice(0, isOwnOnly ? 1 : undefined),
    [catalog, props.object, labels, isOwnOnly],
  );
  return (
    <Select
      size="xs"
      aria-label={t('filter.field')}
      placeholder={t('filter.field')}
      data={data}
      value={props.value}
      searchable
      autoFocus={props.autoFocus}
      defaultDropdownOpened={props.isOpen}
      openOnFocus={props.isOpen ?? true}
      allowDeselect={false}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      nothingFoundMessage={t('filter.noField')}
      onChange={(path) => path && props.onChange(path)}
    />
  );
}

interface Choices {
  group: string;
  items: { value: string; label: string }[];
}

function askable(catalog: DescribedCatalog, object: DescribedObject, labels: Labels): Choices[] {
  const own = fieldsOf(object, labels, '', labels.object(object, 'one'));
  return [
    own,
    ...referencesFrom(catalog, object, labels).map(({ name, label, target }) =>
      fieldsOf(target, labels, name, label),
    ),
  ];
}

function fieldsOf(object: DescribedObject, labels: Labels, via: string, group: string): Choices {
  const items = fieldsInOrder(object)
    .filter(
      (name) =>
        name !== 'version' &&
        name !== 'id' &&
        kinds[object.fields[name]?.kind ?? 'json'].operators.length > 1,
    )
    .flatMap((name) => {
      const label = labels.field(object, name);
      const parts = Object.keys(kinds[object.fields[name]?.kind ?? 'json'].parts ?? {});
      return [
        { value: name, label },
        ...parts.map((part) => ({
          value: pathOfPart(name, part),
          label: `${label} › ${labels.part(part)}`,
        })),
      ];
    })
    .map(({ value, label }) =>
      via ? { value: `${via}.${value}`, label: `${group} › ${label}` } : { value, label },
    );
  return { group, items };
}
