import type { InputProps } from '../contract.ts';
import { useReading } from '../reading.tsx';
import { TypedInput } from '../typed-input.tsx';
import { readNumber, typedNumber } from './read-number.ts';

export function NumberInput(props: InputProps<string>) {
  const { locale } = useReading();
  return (
    <TypedInput
      {...props}
      read={(typed) => readNumber(typed, locale)}
      show={(value) => typedNumber(value, locale)}
      input={{ inputMode: 'decimal' }}
    />
  );
}

/** Numbers that travel as numbers: whole ones, percents. */
export function PlainNumberInput(props: InputProps<number> & { suffix?: string }) {
  const { locale } = useReading();
  const read = (typed: string) => {
    const value = readNumber(typed.replace('%', ''), locale);
    return value === null ? null : Number(value);
  };
  return (
    <TypedInput
      {...props}
      read={read}
      show={(value) => typedNumber(value, locale)}
      input={{ inputMode: 'decimal', rightSection: props.suffix }}
    />
  );
}
