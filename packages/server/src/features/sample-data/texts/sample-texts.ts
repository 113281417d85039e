import { en } from './en.ts';
import { it } from './it.ts';
import { pl } from './pl.ts';
import { ptBR } from './pt-br.ts';

/** What the sample firm writes, in the language of its workspace. `{name}`, `{company}`, `{product}` are filled in. */
export interface SampleTexts {
  /** In the order of `prices`. */
  products: readonly string[];
  /** The usual one of the country, in per cent. */
  tax: Readonly<{ name: string; rate: number }>;
  tags: readonly string[];
  subjects: Readonly<
    Record<
      'call' | 'meeting' | 'email' | 'visit' | 'lunch' | 'demo' | 'followUp' | 'todo',
      readonly string[]
    >
  >;
  notes: readonly string[];
  /** How calls and meetings went. */
  outcomes: readonly string[];
  lostNotes: readonly string[];
  /** Four, in the order of the year. */
  campaigns: readonly string[];
  /** What leads ask for. */
  leadTopics: readonly string[];
}

/** What the products cost, in euros. */
export const prices = [
  1800, 2600, 4200, 6500, 9800, 14_500, 19_000, 26_000, 38_000, 54_000, 79_000, 120_000,
] as const;

/** Places of the products that are work. */
export const services: ReadonlySet<number> = new Set([1, 2, 3, 4]);

const all: Record<string, SampleTexts> = { en, it, pl, 'pt-BR': ptBR };

export const sampleTextsIn = (language: string): SampleTexts => all[language] ?? en;

export const filled = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
