import { Input } from '@mantine/core';
import { clockIn, dayIn, instantAt } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import { CalendarButton } from '../date/calendar-button.tsx';
import { readDay, typedDay } from '../date/read-day.ts';
import styles from '../fields.module.css';
import { sizeOf } from '../input-props.ts';
import { useReading } from '../reading.tsx';
import { TypedInput } from '../typed-input.tsx';
import { readTime } from './instant.ts';

interface Draft {
  value: string | null;
  day: string | null;
  time: string | null;
}

/** A day and a time of day on the person's clock. A day alone means nine in the morning. */
export function DateTimeInput(props: InputProps<string>) {
  const { value, onChange, label, description, error, required, compact, disabled, record } = props;
  const { t } = useTranslation('fields');
  const { locale, timeZone, today } = useReading();
  const partsOf = (instant: string | null) =>
    instant !== null && isInstant(instant)
      ? { day: dayIn(instant, timeZone), time: clockIn(instant, timeZone) }
      : { day: null, time: null };
  const [draft, setDraft] = useState<Draft>({ value, ...partsOf(value) });
  if (draft.value !== value) setDraft({ value, ...partsOf(value) });
  const allDay = record?.['allDay'] === true;

  /** Text that cannot be read travels on in its place, and is refused when the value is checked. */
  const set = (day: string | null, time: string | null) => {
    const clock = time ?? (allDay ? '00:00' : '09:00');
    const isReadable = typeof day === 'string' && typeof clock === 'string';
    const unreadable = typeof day === 'string' ? clock : day;
    const next = day === null ? null : isReadable ? instantAt(day, clock, timeZone) : unreadable;
    setDraft({ value: next, day, time: day === null ? time : clock });
    onChange(next);
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
      labelElement="div"
      description={description}
      error={error}
      required={required}
      size={sizeOf(compact)}
    >
      <div className={allDay ? undefined : styles['whenRow']}>
        <TypedInput
          {...part}
          ariaLabel={props.ariaLabel}
          value={draft.day}
          onChange={(day) => set(day, draft.time)}
          read={(typed) => readDay(typed, locale, today)}
          show={(one) => typedDay(one, locale)}
          input={{
            placeholder: typedDay(today, locale),
            error: Boolean(error),
            rightSectionPointerEvents: 'all',
            rightSection: (
              <CalendarButton
                day={typeof draft.day === 'string' ? draft.day : null}
                disabled={disabled}
                onPick={(day) => set(day, draft.time)}
              />
            ),
          }}
        />
        {allDay ? null : (
          <TypedInput
            {...part}
            autoFocus={false}
            required={false}
            ariaLabel={`${props.ariaLabel}: ${t('time')}`}
            value={draft.time}
            onChange={(time) => set(draft.day ?? (time === null ? null : today), time)}
            read={readTime}
            show={(one) => one}
            input={{ placeholder: '09:00' }}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));
