import { type CatalogObject, fieldOf, type Language, languages, nameIn } from '@relata/model';
import en from '@relata/model/locales/en' with { type: 'json' };
import it from '@relata/model/locales/it' with { type: 'json' };
import pl from '@relata/model/locales/pl' with { type: 'json' };
import ptBR from '@relata/model/locales/pt-BR' with { type: 'json' };

type Texts = { [key: string]: string | Texts };

const texts: Record<Language, Texts> = { en, 'pt-BR': ptBR, it, pl };

export const languageNamed = (name: string): Language =>
  languages.find((one) => one === name) ?? 'en';

/** A text of the model's locales by its path: `fields.person.jobTitle`. */
export function textIn(language: Language, path: string): string | undefined {
  let here: string | Texts | undefined = texts[language];
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = here[step];
  }
  return typeof here === 'string' ? here : undefined;
}

/** Puts values into the `{{…}}` of a text. */
export const filled = (text: string, values: Record<string, string | number> = {}): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

/** What people call a field: a workspace's own label, else ours. */
export function fieldLabel(object: CatalogObject, name: string, language: Language): string {
  const { label, custom } = fieldOf(object, name);
  const ours = custom
    ? undefined
    : (textIn(language, `fields.${object.name}.${name}`) ??
      textIn(language, `fields.every.${name}`));
  return nameIn(label, language, ours) ?? name;
}

/** What people call a choice; undefined for one that somebody typed in. */
export function optionLabel(
  object: CatalogObject,
  name: string,
  value: string,
  language: Language,
): string | undefined {
  const { options, custom } = fieldOf(object, name);
  const option = options?.find((one) => one.value === value);
  if (!option) return undefined;
  const ours = custom
    ? undefined
    : (textIn(language, `options.${object.name}.${name}.${value}`) ??
      textIn(language, `options.every.${name}.${value}`));
  return nameIn(option.label, language, ours) ?? value;
}
