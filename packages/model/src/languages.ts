/** Languages in which Relata speaks. */
export const languages = ['en', 'pt-BR', 'it', 'pl'] as const;
export type Language = (typeof languages)[number];

/**
 * By which rules dates and numbers are written for somebody: as they chose; where they speak the firm's language, as the
 * firm does; else as is usual in theirs. BCP 47.
 */
export function localeFor(
  person: { language: string | null; locale: string | null },
  firm: { language: string; locale: string | null },
): string {
  const language = person.language ?? firm.language;
  return person.locale ?? (language === firm.language ? firm.locale : null) ?? language;
}
