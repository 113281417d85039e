import type { Work } from '#engine/work.ts';
import type { PlannedPerson } from './plan-firm.ts';
import type { Random } from './random.ts';
import type { SampleTexts } from './texts/sample-texts.ts';

/** The sample firm as far as it has come: what each step adds to, and draws from. */
export interface Firm {
  random: Random;
  texts: SampleTexts;
  companies: MadeCompany[];
  people: MadePerson[];
  deals: MadeDeal[];
  /** Those that somebody still works on. */
  leads: MadeLead[];
}

export interface MadeCompany {
  id: string;
  name: string;
  country: string;
  people: MadePerson[];
}

export interface MadePerson {
  id: string;
  planned: PlannedPerson;
  company: MadeCompany | null;
}

export interface MadeDeal {
  id: string;
  name: string;
  product: string;
  company: MadeCompany;
  person: MadePerson;
  /** What is still to happen to it, by step. */
  moves: { step: number; changes: Record<string, unknown>; means: 'open' | 'won' | 'lost' }[];
}

export interface MadeLead {
  id: string;
  name: string;
}

/** One moment of the past year: everything made in it is made then. */
export interface Step {
  number: number;
  work: Work;
}
