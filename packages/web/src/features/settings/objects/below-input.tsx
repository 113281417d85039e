import { Select } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';

interface Props {
  object: DescribedObject;
  /** Empty: none. */
  value: string;
  onChange: (field: string) => void;
}

/** Do pages show what belongs to the records below, too, and by which field are these found (EP-SET-22)? */
export function BelowInput({ object, value, onChange }: Props) {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const above = Object.entries(object.fields).flatMap(([name, field]) =>
    field.kind === 'link' && field.to === object.name && !field.writtenBy ? [name] : [],
  );
  if (!above.length) return null;
  return (
    <Select
      label={t('below')}
      description={t('belowHint')}
      placeholder={t('noBelow')}
      data={above.map((name) => ({ value: name, label: labels.field(object, name) }))}
      value={value || null}
      clearable
      clearButtonProps={{ 'aria-label': t('noBelow') }}
      onChange={(field) => onChange(field ?? '')}
    />
  );
}
