import type { InputProps } from '../contract.ts';
import { TypedInput } from '../typed-input.tsx';
import { readDuration, typedDuration } from './read-duration.ts';

export function DurationInput(props: InputProps<number>) {
  return (
    <TypedInput
      {...props}
      read={readDuration}
      show={typedDuration}
      input={{ placeholder: '0:30' }}
    />
  );
}
