import { ActionIcon, Popover, Stack, TextInput } from '@mantine/core';
import { type Language, languages } from '@relata/model';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../../app/language.ts';
import { languageNames } from '../../../locales/index.ts';
import type { Texts } from './draft.ts';

interface Props {
  /** What the entry is called now. */
  title: string;
  label: Texts;
  onChange: (label: Texts) => void;
}

/** What an entry of a list is called in the languages that the person does not read. */
export function OptionWords({ title, label, onChange }: Props) {
  const { t, i18n } = useTranslation('shape');
  const own: Language = isLanguage(i18n.language) ? i18n.language : 'en';
  const name = t('otherLanguages', { what: title });
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon size={28} aria-label={name}>
          <IconLanguage size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <Stack gap="xs">
          {languages
            .filter((language) => language !== own)
            .map((language) => (
              <TextInput
                key={language}
                size="xs"
                label={languageNames[language]}
                lang={language}
                maxLength={100}
                value={label[language] ?? ''}
                onChange={(event) => onChange({ ...label, [language]: event.currentTarget.value })}
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
