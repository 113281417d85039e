import type { Language } from '@relata/model';
import type { texts as english } from './en.ts';

/** Texts by namespace, one file each in the folder of the language. English is what the others must have too. */
export type Texts = typeof english;

/** One request per language; only the one in use is loaded. */
export const loadTexts: Record<Language, () => Promise<{ texts: { [N in keyof Texts]: object } }>> =
  {
    en: () => import('./en.ts'),
    'pt-BR': () => import('./pt-BR.ts'),
    it: () => import('./it.ts'),
    pl: () => import('./pl.ts'),
  };

/** Each language's own name for itself. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  it: 'Italiano',
  pl: 'Polski',
};
