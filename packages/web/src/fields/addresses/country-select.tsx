import { Autocomplete, type MantineSize } from '@mantine/core';
import { fold } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useReading } from '../reading.tsx';
import { countryCodes } from './country-codes.ts';

interface Props {
  value: string | undefined;
  onChange: (country: string | undefined) => void;
  size: MantineSize;
  disabled: boolean | undefined;
}

/** Countries by their name in the person's language, kept by code; other text is kept as typed. */
export function CountrySelect({ value, onChange, size, disabled }: Props) {
  const { t } = useTranslation('fields');
  const { countryName } = useReading();
  const change = (typed: string) => {
    const code = countryCodes.find((one) => fold(countryName(one)) === fold(typed.trim()));
    onChange(code ?? (typed || undefined));
  };
  return (
    <Autocomplete
      size={size}
      disabled={disabled}
      placeholder={t('address.country')}
      aria-label={t('address.country')}
      autoComplete="off"
      data={countryCodes.map(countryName).toSorted((a, b) => a.localeCompare(b))}
      limit={8}
      value={value ? countryName(value) : ''}
      onChange={change}
    />
  );
}
