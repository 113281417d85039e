import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, LabelsContext, labelsIn } from './language.ts';

/** The labels of the language that is spoken, for everything below. */
export function LabelsProvider({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const labels = useMemo(
    () => labelsIn(isLanguage(i18n.language) ? i18n.language : 'en'),
    [i18n.language],
  );
  return <LabelsContext value={labels}>{children}</LabelsContext>;
}
