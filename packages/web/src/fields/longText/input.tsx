import { Textarea } from '@mantine/core';
import type { InputProps } from '../contract.ts';
import { inputProps } from '../input-props.ts';

export function LongTextInput(props: InputProps<string>) {
  return (
    <Textarea
      {...inputProps(props)}
      autosize
      minRows={3}
      maxRows={14}
      maxLength={props.field.max}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  );
}
