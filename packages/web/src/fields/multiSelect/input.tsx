import { MultiSelect, TagsInput } from '@mantine/core';
import type { InputProps } from '../contract.ts';
import { Dot } from '../dot.tsx';
import { inputProps } from '../input-props.ts';
import { useLabels } from '../../app/language.ts';
import { optionColour } from '../select/cell.tsx';
import { offered } from '../select/offered.ts';

/** Several of a list; lists that workspaces extend take other values too. */
export function MultiSelectInput(props: InputProps<string[]>) {
  const { object, name, field, value } = props;
  const labels = useLabels();
  const change = (next: string[]) => props.onChange(next.length ? next : null);
  const values = [...new Set([...offered(field, value ?? []), ...(value ?? [])])];
  const data = values.map((one) => ({ value: one, label: labels.option(object, name, one) }));
  if (field.open)
    return (
      <TagsInput
        {...inputProps(props)}
        data={values}
        value={value ?? []}
        onChange={change}
        acceptValueOnBlur
      />
    );
  return (
    <MultiSelect
      {...inputProps(props)}
      data={data}
      value={value ?? []}
      onChange={change}
      searchable
      clearable
      hidePickedOptions
      renderOption={({ option }) => (
        <>
          <Dot colour={optionColour(field, option.value)} />
          {option.label}
        </>
      )}
    />
  );
}
