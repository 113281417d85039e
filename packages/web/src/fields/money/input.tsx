import { Input, NativeSelect } from '@mantine/core';
import type { Money } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../contract.ts';
import styles from '../fields.module.css';
import { sizeOf } from '../input-props.ts';
import { readNumber, typedNumber } from '../number/read-number.ts';
import { useReading } from '../reading.tsx';
import { useCurrencies } from './currencies.ts';
import { TypedInput } from '../typed-input.tsx';

/** An amount, and beside it its currency: those that the workspace uses first. */
export function MoneyInput(props: InputProps<Money>) {
  const { value, onChange, label, description, error, required, compact, disabled } = props;
  const { t } = useTranslation('fields');
  const reading = useReading();
  const [currency, setCurrency] = useState(value?.currency ?? reading.currency);
  if (value && value.currency !== currency) setCurrency(value.currency);
  const { used, others } = useCurrencies(currency);

  const amount: InputProps<string> = {
    ...props,
    label: undefined,
    description: undefined,
    error: undefined,
    ariaLabel: label ?? props.ariaLabel,
    value: value?.amount ?? null,
    onChange: (next) => onChange(next === null ? null : { amount: next, currency }),
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
      <div className={styles['money']}>
        <TypedInput
          {...amount}
          read={(typed) => readNumber(typed, reading.locale)}
          show={(one) => typedNumber(one, reading.locale)}
          input={{ inputMode: 'decimal', error: Boolean(error) }}
        />
        <NativeSelect
          size={sizeOf(compact)}
          disabled={disabled}
          aria-label={t('currency')}
          value={currency}
          onChange={(event) => {
            setCurrency(event.currentTarget.value);
            if (value) onChange({ ...value, currency: event.currentTarget.value });
          }}
          data={[
            { group: t('currenciesHere'), items: used },
            { group: t('currenciesAll'), items: others },
          ]}
        />
      </div>
    </Input.Wrapper>
  );
}
