import { Checkbox } from '@mantine/core';
import type { InputProps } from '../contract.ts';
import { sizeOf } from '../input-props.ts';

export function BooleanInput({
  value,
  label,
  ariaLabel,
  description,
  error,
  disabled,
  autoFocus,
  compact,
  onChange,
  onDone,
}: InputProps<boolean>) {
  return (
    <Checkbox
      checked={value === true}
      label={label}
      aria-label={label ? undefined : ariaLabel}
      description={description}
      error={error}
      disabled={disabled}
      autoFocus={autoFocus}
      size={sizeOf(compact)}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
        onDone?.(event.currentTarget.checked);
      }}
    />
  );
}
