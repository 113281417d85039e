import { isDay } from '@relata/model';
import type { InputProps } from '../contract.ts';
import { useReading } from '../reading.tsx';
import { TypedInput } from '../typed-input.tsx';
import { CalendarButton } from './calendar-button.tsx';
import { readDay, typedDay } from './read-day.ts';

/** A day, typed as the person writes days or picked from a calendar. */
export function DateInput(props: InputProps<string>) {
  const { value, field, onChange, onDone, disabled } = props;
  const { locale, today } = useReading();
  const day = value !== null && isDay(value) ? value : null;
  return (
    <TypedInput
      {...props}
      read={(typed) => readDay(typed, locale, today, field.yearless)}
      show={(one) => typedDay(one, locale)}
      input={{
        placeholder: typedDay(today, locale),
        rightSectionPointerEvents: 'all',
        rightSection: (
          <CalendarButton
            day={day}
            disabled={disabled}
            onPick={(picked) => {
              onChange(picked);
              onDone?.(picked);
            }}
          />
        ),
      }}
    />
  );
}
