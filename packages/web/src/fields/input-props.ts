import type { MantineSize } from '@mantine/core';
import type { InputLooks } from './contract.ts';

/** What every Mantine input takes alike: name, help, error, size. */
export const inputProps = (props: InputLooks) => ({
  label: props.label,
  'aria-label': props.label ? undefined : props.ariaLabel,
  description: props.description,
  error: props.error,
  required: props.required,
  disabled: props.disabled,
  autoFocus: props.autoFocus,
  'data-autofocus': props.autoFocus || undefined,
  size: sizeOf(props.compact),
});

export const sizeOf = (compact: boolean | undefined): MantineSize => (compact ? 'xs' : 'sm');
