import type { Language } from '@relata/model';

/** Ways of writing dates and numbers that people of our languages use, beside the one they have. */
const known: Record<Language, readonly string[]> = {
  en: ['en-GB', 'en-US', 'en-IE', 'en-AU', 'en-CA', 'en-IN'],
  'pt-BR': ['pt-BR', 'pt-PT'],
  it: ['it', 'it-CH'],
  pl: ['pl'],
};

/** Locales by their own names, those of the person's language first. */
export function localeChoices(
  language: Language,
  chosen: string,
): { value: string; label: string }[] {
  const others = Object.values(known).flat();
  const all = [
    ...new Set([chosen, ...known[language], ...others, 'de', 'de-CH', 'es', 'es-MX', 'fr']),
  ];
  return all.map((value) => ({
    value,
    label: new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value,
  }));
}

/** A moment by which the ways of writing dates and times can be told apart. */
export const sampleMoment = '2026-03-09T14:05:00.000Z';
