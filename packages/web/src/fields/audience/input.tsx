import { MultiSelect } from '@mantine/core';
import type { InputProps } from '../contract.ts';
import { Face } from '../face.tsx';
import { inputProps } from '../input-props.ts';
import { useAudience } from './use-audience.ts';

/** People and teams to choose from, by name. */
export function AudienceInput(props: InputProps<string[]>) {
  const known = useAudience();
  const value = props.value ?? [];
  const ids = new Set([...known.keys(), ...value]);
  return (
    <MultiSelect
      {...inputProps(props)}
      data={[...ids].map((id) => ({ value: id, label: known.get(id) ?? '–' }))}
      value={value}
      onChange={(next) => props.onChange(next.length ? next : null)}
      searchable
      clearable
      hidePickedOptions
      renderOption={({ option }) => (
        <>
          <Face title={option.label} size={20} /> {option.label}
        </>
      )}
    />
  );
}
