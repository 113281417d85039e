import { type Language, languages } from '@relata/model';
import { expect, test } from 'vitest';
import { loadLater, loadTexts } from './index.ts';

/** `deleted_one` and `deleted_few` are forms of one text. */
const plural = /_(zero|one|two|few|many|other)$/;

async function keysOf(language: Language): Promise<Map<string, string[]>> {
  const { texts } = await loadTexts[language]();
  const found = new Map<string, string[]>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') {
      const key = path.replace(plural, '');
      found.set(key, [...(found.get(key) ?? []), value]);
    } else
      for (const [name, member] of Object.entries(value ?? {})) walk(member, `${path}.${name}`);
  };
  for (const [namespace, texts_] of Object.entries(texts)) walk(texts_, namespace);
  for (const [namespace, files] of Object.entries(loadLater))
    walk((await files[language]()).default, namespace);
  return found;
}

/** Names of what is filled in, whichever form of the text does; the number itself may be left out. */
const blanks = (forms: string[]) => {
  const names = forms.flatMap((text) =>
    [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map((match) => match[1] ?? ''),
  );
  return new Set(names.filter((name) => name !== 'count').toSorted());
};

for (const language of languages.filter((one) => one !== 'en'))
  test(`every text of the app is there in ${language}, with the same blanks to fill in`, async () => {
    const english = await keysOf('en');
    const theirs = await keysOf(language);
    expect([...theirs.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    for (const [key, forms] of theirs)
      expect(blanks(forms), key).toEqual(blanks(english.get(key) ?? []));
  });

for (const language of languages)
  test(`texts that count have every form that ${language} distinguishes`, async () => {
    const { texts } = await loadTexts[language]();
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const walk = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      const names = Object.keys(value);
      for (const stem of new Set(
        names.filter((name) => plural.test(name)).map((name) => name.replace(plural, '')),
      ))
        expect(
          names.filter((name) => name.replace(plural, '') === stem && plural.test(name)).toSorted(),
          `${path}.${stem}`,
        ).toEqual(forms.map((form) => `${stem}_${form}`).toSorted());
      for (const [name, member] of Object.entries(value)) walk(member, `${path}.${name}`);
    };
    walk(texts, language);
  });
