import { countryAliases, countryCodes } from './country-codes.ts';
import { cleanText, nameKey } from './text.ts';

const languages = ['en', 'pt', 'pt-PT', 'it', 'pl', 'de', 'es', 'fr'];

/** Every name that a country goes by: in our languages, in its own, its codes, and what people write instead. */
function buildIndex(): Map<string, string> {
  const index = new Map<string, string>();
  const add = (name: string | undefined, code: string): void => {
    const key = nameKey(name ?? '');
    if (key !== '' && !index.has(key)) index.set(key, code);
  };
  for (const [code, long] of countryCodes) {
    add(code, code);
    add(long, code);
  }
  for (const language of languages) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of countryCodes.keys()) add(names.of(code), code);
  }
  for (const [code, aliases] of Object.entries(countryAliases)) {
    for (const alias of aliases.split('|')) add(alias, code);
  }
  for (const code of countryCodes.keys()) {
    const own = new Intl.Locale(`und-${code}`).maximize().language;
    add(new Intl.DisplayNames(own, { type: 'region', fallback: 'none' }).of(code), code);
  }
  return index;
}

let index: Map<string, string> | undefined;

/**
 * ISO 3166-1 code of a country by its name in any usual language, code, former English name or flag; undefined if it
 * is none (the text is then kept). Georgia is the country: the American state stands in the column for regions.
 */
export function matchCountry(text: string): string | undefined {
  const flag = /^\s*([\u{1f1e6}-\u{1f1ff}])([\u{1f1e6}-\u{1f1ff}])\s*$/u.exec(text);
  if (flag) {
    const letters = [flag[1], flag[2]]
      .map((sign) => String.fromCharCode((sign?.codePointAt(0) ?? 0) - 0x1f1e6 + 65))
      .join('');
    return countryCodes.has(letters) ? letters : undefined;
  }
  index ??= buildIndex();
  const key = nameKey(cleanText(text));
  return (
    index.get(key) ??
    index.get(key.replace(/^(the|o|a|os|as|il|la|l|i|gli|le|die|der|el|los) /, ''))
  );
}
