import { TextInput } from '@mantine/core';
import type { InputProps } from '../contract.ts';
import { inputProps } from '../input-props.ts';

export function TextInputField(props: InputProps<string>) {
  return (
    <TextInput
      autoComplete="off"
      {...inputProps(props)}
      maxLength={props.field.max}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  );
}
