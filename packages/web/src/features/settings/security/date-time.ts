/** A moment as the language writes it, also on pages where nobody is quite in yet. */
export const dateTimeIn = (language: string, moment: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  );
