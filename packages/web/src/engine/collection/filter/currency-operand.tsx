import { MultiSelect, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useCurrencies } from '../../../fields/money/currencies.ts';
import { currencyChoices } from '../../../fields/money/currency-choices.ts';

/** Currencies by code and name, those of the workspace first. */
export function CurrencyOperand({
  operand,
  label,
  isList,
  onChange,
}: {
  operand: unknown;
  /** Accessible name. */
  label: string;
  isList: boolean;
  onChange: (operand: unknown) => void;
}) {
  const format = useFormat();
  const { t } = useTranslation('fields');
  const { used, others } = useCurrencies();
  const data = useMemo(
    () => [
      { group: t('currenciesHere'), items: currencyChoices(format, used) },
      { group: t('currenciesAll'), items: currencyChoices(format, others) },
    ],
    [t, format, used, others],
  );
  const look = { size: 'xs', 'aria-label': label, data, searchable: true } as const;
  if (!isList)
    return (
      <Select
        {...look}
        value={typeof operand === 'string' ? operand : null}
        onChange={(value) => onChange(value ?? undefined)}
      />
    );
  return (
    <MultiSelect
      {...look}
      value={Array.isArray(operand) ? operand.map(String) : []}
      onChange={onChange}
      hidePickedOptions={false}
    />
  );
}
