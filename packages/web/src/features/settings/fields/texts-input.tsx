import { Stack, Textarea, TextInput } from '@mantine/core';
import type { Language } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { languageNames } from '../../../locales/index.ts';
import { FirstName } from '../first-name.tsx';
import { OtherLanguages, useOwnLanguage } from '../other-languages.tsx';
import type { Texts } from './draft.ts';

interface Props {
  label: string;
  description?: string | undefined;
  /** What is shown where nothing is said. */
  placeholder?: string | undefined;
  /** What it came with may be had back. */
  mayGoBack?: boolean;
  required?: boolean;
  isLong?: boolean;
  autoFocus?: boolean;
  error?: string | undefined;
  value: Texts;
  onChange: (value: Texts) => void;
}

/** A text in the person's language; the other languages are a click away. */
export function TextsInput({ label, value, onChange, isLong, ...rest }: Props) {
  const { t } = useTranslation('shape');
  const own = useOwnLanguage();
  const Input = isLong ? Textarea : TextInput;
  const input = (language: Language) => ({
    value: value[language] ?? '',
    maxLength: isLong ? 500 : 100,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [language]: event.currentTarget.value }),
  });
  const { required, description, placeholder, autoFocus, error, mayGoBack } = rest;
  return (
    <Stack gap={4}>
      <Input
        label={label}
        description={description}
        placeholder={placeholder}
        required={required}
        error={error}
        data-autofocus={autoFocus || undefined}
        {...input(own)}
      />
      {mayGoBack ? (
        <FirstName
          first={placeholder}
          isRenamed={Object.values(value).some((one) => one.trim())}
          onBack={() => onChange({})}
        />
      ) : null}
      <OtherLanguages
        label={t('otherLanguages', { what: label })}
        said={(language) => Boolean(value[language])}
      >
        {(language) => (
          <Input
            key={language}
            size="xs"
            label={`${label}: ${languageNames[language]}`}
            lang={language}
            {...input(language)}
          />
        )}
      </OtherLanguages>
    </Stack>
  );
}
