import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { type Language, languages } from '@relata/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../../app/language.ts';
import { languageNames } from '../../../locales/index.ts';
import type { Texts } from './draft.ts';

interface Props {
  label: string;
  description?: string | undefined;
  /** What is shown where nothing is said. */
  placeholder?: string | undefined;
  required?: boolean;
  isLong?: boolean;
  autoFocus?: boolean;
  error?: string | undefined;
  value: Texts;
  onChange: (value: Texts) => void;
}

/** A text in the person's language; the other languages are a click away. */
export function TextsInput({ label, value, onChange, isLong, ...rest }: Props) {
  const { t, i18n } = useTranslation('shape');
  const own: Language = isLanguage(i18n.language) ? i18n.language : 'en';
  const others = languages.filter((one) => one !== own);
  const [isOpen, setOpen] = useState(others.some((one) => value[one]));
  const Input = isLong ? Textarea : TextInput;
  const input = (language: Language) => ({
    value: value[language] ?? '',
    maxLength: isLong ? 500 : 100,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [language]: event.currentTarget.value }),
  });
  const { required, description, placeholder, autoFocus, error } = rest;
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
      {isOpen ? (
        others.map((language) => (
          <Input
            key={language}
            size="xs"
            label={`${label}: ${languageNames[language]}`}
            lang={language}
            {...input(language)}
          />
        ))
      ) : (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setOpen(true)}
        >
          {t('otherLanguages', { what: label })}
        </Button>
      )}
    </Stack>
  );
}
