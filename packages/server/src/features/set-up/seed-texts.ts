import en from '@relata/model/locales/en' with { type: 'json' };
import it from '@relata/model/locales/it' with { type: 'json' };
import pl from '@relata/model/locales/pl' with { type: 'json' };
import ptBR from '@relata/model/locales/pt-BR' with { type: 'json' };

/** What a new workspace's pipelines, reasons and views are called, by language. */
const seedTexts = { en: en.seed, 'pt-BR': ptBR.seed, it: it.seed, pl: pl.seed };

export type SeedTexts = typeof en.seed;

export const seedTextsIn = (language: string): SeedTexts =>
  Object.entries(seedTexts).find(([known]) => known === language)?.[1] ?? seedTexts.en;
