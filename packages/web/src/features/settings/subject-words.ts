import i18next from 'i18next';
import type { Labels } from '../../app/language.ts';
import type { DescribedCatalog } from '../../data/catalog.ts';
import { type Subject, subjectsFor } from './subjects.ts';

/** What a subject of the settings is called. Its texts are loaded. */
export function subjectTitle({ page, object }: Subject, labels: Labels): string {
  const t = i18next.getFixedT(null, ['settings', 'people']);
  if (object) return labels.object(object, 'many');
  if (page === 'account' || page === 'audit') return t(`people:${page}.title`);
  if (page === 'org-chart') return t('people:chart.title');
  if (page === 'workspace') return t('company.title');
  return t(`${page}.title`, { defaultValue: '' });
}

/** Its name, and the words by which somebody may look for what is on its page. */
export const subjectWords = (subject: Subject, labels: Labels): string =>
  `${subjectTitle(subject, labels)} ${i18next.t(`subjects:words.${subject.page}`, { defaultValue: '' })}`;

/** Every subject that somebody may open, by its name and words: for the palette. */
export const findableSubjects = (
  catalog: DescribedCatalog,
  who: { administers: boolean; isOnlooker: boolean },
  labels: Labels,
) =>
  subjectsFor(catalog, who.administers, who.isOnlooker).map((subject) => ({
    page: subject.page,
    icon: subject.icon,
    title: subjectTitle(subject, labels),
    words: subjectWords(subject, labels),
  }));
