import type { Words } from './preset.ts';
import { companyWords } from './words-company.ts';
import { contactWords, recordWords } from './words-every.ts';
import { dealWords } from './words-deal.ts';
import { leadWords, personWords } from './words-person.ts';

/** Earlier entries win where a word could be two fields. */
export const headerWords: Record<string, Words[]> = {
  person: [...personWords, ...contactWords, ...recordWords],
  company: [...companyWords, ...contactWords, ...recordWords],
  deal: [...dealWords, ...recordWords],
  lead: [...leadWords, ...contactWords, ...recordWords],
};
