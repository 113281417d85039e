import en from '@relata/model/locales/en' with { type: 'json' };
import it from '@relata/model/locales/it' with { type: 'json' };
import pl from '@relata/model/locales/pl' with { type: 'json' };
import ptBR from '@relata/model/locales/pt-BR' with { type: 'json' };
import templatesEn from './texts/en.json' with { type: 'json' };
import templatesIt from './texts/it.json' with { type: 'json' };
import templatesPl from './texts/pl.json' with { type: 'json' };
import templatesPtBR from './texts/pt-BR.json' with { type: 'json' };

const english = { ...en.seed, templates: templatesEn };

/** What a new workspace's pipelines, reasons and views are called, and what the stages of templates are. */
export type SeedTexts = typeof english;

const seedTexts: Record<string, SeedTexts> = {
  en: english,
  'pt-BR': { ...ptBR.seed, templates: templatesPtBR },
  it: { ...it.seed, templates: templatesIt },
  pl: { ...pl.seed, templates: templatesPl },
};

export const seedTextsIn = (language: string): SeedTexts => seedTexts[language] ?? english;
