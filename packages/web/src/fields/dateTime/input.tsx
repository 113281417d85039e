import { Input } from '@mantine/core';
import { dayIn } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import { CalendarButton } from '../date/calendar-button.tsx';
import { readDay, typedDay } from '../date/read-day.ts';
import styles from '../fields.module.css';
import { sizeOf } from '../input-props.ts';
import { useReading } from '../reading.ts';
import { TypedInput } from '../typed-input.tsx';
import { instantAt, readTime, timeIn } from './instant.ts';

/** A day and a time of day on the person's clock. A day alone means nine in the morning. */
export function DateTimeInput(props: InputProps<string>) {
  const { value, onChange, label, description, error, required, compact, disabled, record } = props;
  const { t } = useTranslation('fields');
  const { locale, timeZone, today } = useReading();
  const known = typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
  const [time, setTime] = useState<string | null>(known && timeIn(known, timeZone));
  const day = known && dayIn(known, timeZone);
  const allDay = record?.['allDay'] === true;

  const setDay = (next: string | null) => {
    if (next === null) return onChange(null);
    // Text that is no day travels on as it is, and is refused when checked.
    const clock = time ?? (allDay ? '00:00' : '09:00');
    if (typeof next !== 'string' || Number.isNaN(Date.parse(next))) return onChange(next);
    setTime(clock);
    onChange(instantAt(next, clock, timeZone));
  };
  const part = {
    ...props,
    label: undefined,
    description: undefined,
    error: undefined,
    onDone: undefined,
  };
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      required={required}
      size={sizeOf(compact)}
    >
      <div className={allDay ? undefined : styles['whenRow']}>
        <TypedInput
          {...part}
          ariaLabel={label ?? props.ariaLabel}
          value={day ?? value}
          onChange={setDay}
          read={(typed) => readDay(typed, locale, today)}
          show={(one) => typedDay(one, locale)}
          input={{
            placeholder: typedDay(today, locale),
            error: Boolean(error),
            rightSectionPointerEvents: 'all',
            rightSection: <CalendarButton day={day} disabled={disabled} onPick={setDay} />,
          }}
        />
        {allDay ? null : (
          <TypedInput
            {...part}
            autoFocus={false}
            ariaLabel={t('time')}
            value={time}
            onChange={(next) => {
              setTime(next);
              if (typeof next === 'string') onChange(instantAt(day ?? today, next, timeZone));
              else if (next === null && day) onChange(instantAt(day, '09:00', timeZone));
            }}
            read={readTime}
            show={(one) => one}
            input={{ placeholder: '09:00' }}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}
