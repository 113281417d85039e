import { nameKey } from './text.ts';

const languages = ['en', 'pt', 'it', 'pl', 'de', 'es', 'fr'];

/** Month names, long and short, alone and inside a date ("czerwiec", "15 czerwca"), in the languages that we read. */
function monthNames(): Map<string, number> {
  const names = new Map<string, number>();
  const formats = languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => [
      new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' }),
      new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' }),
    ]),
  );
  for (const format of formats) {
    for (let month = 0; month < 12; month += 1) {
      const part = format
        .formatToParts(Date.UTC(2024, month, 15))
        .find(({ type }) => type === 'month');
      const key = nameKey(part?.value ?? '');
      if (key !== '' && !/\d/.test(key) && !names.has(key)) names.set(key, month + 1);
    }
  }
  return names;
}

let names: Map<string, number> | undefined;

/** 1–12 for a month's name or its usual abbreviation (`jun`, `giugno`, `czerwca`, `Fevereiro`); undefined otherwise. */
export function monthNumber(text: string): number | undefined {
  names ??= monthNames();
  const key = nameKey(text);
  return names.get(key) ?? (key.length > 3 ? names.get(key.slice(0, 3)) : undefined);
}
