import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import type { Subject } from './subjects.ts';

/** What a subject of the settings is called, and by which words somebody may look for what is on its page. */
export function useSubjectWords(): {
  titleOf: (subject: Subject) => string;
  wordsOf: (subject: Subject) => string;
} {
  const { t } = useTranslation(['settings', 'people', 'subjects']);
  const labels = useLabels();
  const titleOf = ({ page, object }: Subject): string => {
    if (object) return labels.object(object, 'many');
    if (page === 'account' || page === 'audit') return t(`people:${page}.title`);
    if (page === 'org-chart') return t('people:chart.title');
    if (page === 'workspace') return t('company.title');
    return t(`${page}.title`, { defaultValue: '' });
  };
  const wordsOf = (subject: Subject): string =>
    `${titleOf(subject)} ${t(`subjects:words.${subject.page}`, { defaultValue: '' })}`;
  return { titleOf, wordsOf };
}
