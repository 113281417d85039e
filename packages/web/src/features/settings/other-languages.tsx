import { Button } from '@mantine/core';
import { type Language, languages } from '@relata/model';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../app/language.ts';

export const useOwnLanguage = (): Language => {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
};

interface Props {
  label: string;
  /** In which something is said already. */
  said: (language: Language) => boolean;
  children: (language: Language) => ReactNode;
}

/** What something is called in the languages that the person does not read: a click away, unless something is said there. */
export function OtherLanguages({ label, said, children }: Props) {
  const own = useOwnLanguage();
  const others = languages.filter((one) => one !== own);
  const [isOpen, setOpen] = useState(others.some(said));
  if (isOpen) return others.map(children);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      style={{ alignSelf: 'flex-start' }}
      onClick={() => setOpen(true)}
    >
      {label}
    </Button>
  );
}
