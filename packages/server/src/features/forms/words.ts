import type { Language } from '@relata/model';
import en from './texts/en.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };
import pl from './texts/pl.json' with { type: 'json' };
import ptBR from './texts/pt-BR.json' with { type: 'json' };

const texts = { en, 'pt-BR': ptBR, it, pl } satisfies Record<Language, typeof en>;

/** What visitors read beside what the form itself says. */
export const wordsIn = (language: Language): typeof en => texts[language];

/** What a visitor is asked, where a salesperson's name for the field would not be understood. */
export const askedAs = (field: string, language: Language): string | undefined => {
  const labels: Record<string, string> = texts[language].labels;
  return Object.hasOwn(labels, field) ? labels[field] : undefined;
};
