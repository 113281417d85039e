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

/** Texts of pages that few people open: loaded with them, a file for each language. */
export const loadLater = {
  board: {
    en: () => import('./en/board.json'),
    'pt-BR': () => import('./pt-BR/board.json'),
    it: () => import('./it/board.json'),
    pl: () => import('./pl/board.json'),
  },
  columns: {
    en: () => import('./en/columns.json'),
    'pt-BR': () => import('./pt-BR/columns.json'),
    it: () => import('./it/columns.json'),
    pl: () => import('./pl/columns.json'),
  },
  move: {
    en: () => import('./en/move.json'),
    'pt-BR': () => import('./pt-BR/move.json'),
    it: () => import('./it/move.json'),
    pl: () => import('./pl/move.json'),
  },
  next: {
    en: () => import('./en/next.json'),
    'pt-BR': () => import('./pt-BR/next.json'),
    it: () => import('./it/next.json'),
    pl: () => import('./pl/next.json'),
  },
  import: {
    en: () => import('./en/import.json'),
    'pt-BR': () => import('./pt-BR/import.json'),
    it: () => import('./it/import.json'),
    pl: () => import('./pl/import.json'),
  },
  why: {
    en: () => import('./en/why.json'),
    'pt-BR': () => import('./pt-BR/why.json'),
    it: () => import('./it/why.json'),
    pl: () => import('./pl/why.json'),
  },
  export: {
    en: () => import('./en/export.json'),
    'pt-BR': () => import('./pt-BR/export.json'),
    it: () => import('./it/export.json'),
    pl: () => import('./pl/export.json'),
  },
  duplicates: {
    en: () => import('./en/duplicates.json'),
    'pt-BR': () => import('./pt-BR/duplicates.json'),
    it: () => import('./it/duplicates.json'),
    pl: () => import('./pl/duplicates.json'),
  },
  roles: {
    en: () => import('./en/roles.json'),
    'pt-BR': () => import('./pt-BR/roles.json'),
    it: () => import('./it/roles.json'),
    pl: () => import('./pl/roles.json'),
  },
  people: {
    en: () => import('./en/people.json'),
    'pt-BR': () => import('./pt-BR/people.json'),
    it: () => import('./it/people.json'),
    pl: () => import('./pl/people.json'),
  },
  forms: {
    en: () => import('./en/forms.json'),
    'pt-BR': () => import('./pt-BR/forms.json'),
    it: () => import('./it/forms.json'),
    pl: () => import('./pl/forms.json'),
  },
  formula: {
    en: () => import('./en/formula.json'),
    'pt-BR': () => import('./pt-BR/formula.json'),
    it: () => import('./it/formula.json'),
    pl: () => import('./pl/formula.json'),
  },
  layout: {
    en: () => import('./en/layout.json'),
    'pt-BR': () => import('./pt-BR/layout.json'),
    it: () => import('./it/layout.json'),
    pl: () => import('./pl/layout.json'),
  },
  objects: {
    en: () => import('./en/objects.json'),
    'pt-BR': () => import('./pt-BR/objects.json'),
    it: () => import('./it/objects.json'),
    pl: () => import('./pl/objects.json'),
  },
  security: {
    en: () => import('./en/security.json'),
    'pt-BR': () => import('./pt-BR/security.json'),
    it: () => import('./it/security.json'),
    pl: () => import('./pl/security.json'),
  },
  settings: {
    en: () => import('./en/settings.json'),
    'pt-BR': () => import('./pt-BR/settings.json'),
    it: () => import('./it/settings.json'),
    pl: () => import('./pl/settings.json'),
  },
  subjects: {
    en: () => import('./en/subjects.json'),
    'pt-BR': () => import('./pt-BR/subjects.json'),
    it: () => import('./it/subjects.json'),
    pl: () => import('./pl/subjects.json'),
  },
  setUp: {
    en: () => import('./en/set-up.json'),
    'pt-BR': () => import('./pt-BR/set-up.json'),
    it: () => import('./it/set-up.json'),
    pl: () => import('./pl/set-up.json'),
  },
  arrange: {
    en: () => import('./en/arrange.json'),
    'pt-BR': () => import('./pt-BR/arrange.json'),
    it: () => import('./it/arrange.json'),
    pl: () => import('./pl/arrange.json'),
  },
  group: {
    en: () => import('./en/group.json'),
    'pt-BR': () => import('./pt-BR/group.json'),
    it: () => import('./it/group.json'),
    pl: () => import('./pl/group.json'),
  },
  goals: {
    en: () => import('./en/goals.json'),
    'pt-BR': () => import('./pt-BR/goals.json'),
    it: () => import('./it/goals.json'),
    pl: () => import('./pl/goals.json'),
  },
  processor: {
    en: () => import('./en/processor.json'),
    'pt-BR': () => import('./pt-BR/processor.json'),
    it: () => import('./it/processor.json'),
    pl: () => import('./pl/processor.json'),
  },
  leads: {
    en: () => import('./en/leads.json'),
    'pt-BR': () => import('./pt-BR/leads.json'),
    it: () => import('./it/leads.json'),
    pl: () => import('./pl/leads.json'),
  },
  firm: {
    en: () => import('./en/firm.json'),
    'pt-BR': () => import('./pt-BR/firm.json'),
    it: () => import('./it/firm.json'),
    pl: () => import('./pl/firm.json'),
  },
  mail: {
    en: () => import('./en/mail.json'),
    'pt-BR': () => import('./pt-BR/mail.json'),
    it: () => import('./it/mail.json'),
    pl: () => import('./pl/mail.json'),
  },
  views: {
    en: () => import('./en/views.json'),
    'pt-BR': () => import('./pt-BR/views.json'),
    it: () => import('./it/views.json'),
    pl: () => import('./pl/views.json'),
  },
  shape: {
    en: () => import('./en/shape.json'),
    'pt-BR': () => import('./pt-BR/shape.json'),
    it: () => import('./it/shape.json'),
    pl: () => import('./pl/shape.json'),
  },
} satisfies Record<string, Record<Language, () => Promise<{ default: object }>>>;

export type LaterTexts = {
  [N in keyof typeof loadLater]: Awaited<ReturnType<(typeof loadLater)[N]['en']>>['default'];
};

/** Each language's own name for itself. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  it: 'Italiano',
  pl: 'Polski',
};
