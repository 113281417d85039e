import { Switch, Stack } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { Filter } from '@relata/model';
import { useState } from 'react';
import { FilterBuilder } from '../../../engine/collection/filter/builder.tsx';
import { OwnFieldsOnly } from '../../../engine/collection/filter/field-select.tsx';
import classes from './fields.module.css';

interface Props {
  object: DescribedObject;
  label: string;
  description?: string;
  error?: string | undefined;
  value: Filter;
  onChange: (value: Filter) => void;
}

/** A rule that holds while a record matches: off, or its conditions. */
export function RuleInput({ object, label, description, error, value, onChange }: Props) {
  const [isOn, setOn] = useState(Object.keys(value).length > 0);
  return (
    <Stack gap="xs">
      <Switch
        label={label}
        description={description}
        error={error}
        checked={isOn}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          if (!event.currentTarget.checked) onChange({});
        }}
      />
      {isOn ? <Conditions object={object} value={value} onChange={onChange} /> : null}
    </Stack>
  );
}

/** Conditions on the record itself. */
export const Conditions = ({
  object,
  value,
  onChange,
}: Pick<Props, 'object' | 'value' | 'onChange'>) => (
  <div className={classes['conditions']}>
    <OwnFieldsOnly value>
      <FilterBuilder object={object} filter={value} start={null} onChange={onChange} />
    </OwnFieldsOnly>
  </div>
);
