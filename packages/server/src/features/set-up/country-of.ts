/**
 * ISO 3166-1 alpha-2 of a BCP 47 tag: phone numbers without a country are read as of there. English alone
 * says nothing of where somebody is; Italian and Polish do.
 */
export function countryOf(locale: string): string | null {
  const { language, region } = new Intl.Locale(locale);
  if (region) return /^[A-Z]{2}$/.test(region) ? region : null;
  return language === 'en' ? null : (new Intl.Locale(locale).maximize().region ?? null);
}
