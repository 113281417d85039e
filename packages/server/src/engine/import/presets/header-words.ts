import type { Words } from './preset.ts';
import { companyWords } from './words-company.ts';
import { contactWords, recordWords } from './words-every.ts';
import { dealWords } from './words-deal.ts';
import { leadWords, personWords } from './words-person.ts';
import { productWords } from './words-product.ts';

/** Earlier entries win where a word could be two fields. */
const byObject = new Map<string, Words[]>([
  ['person', [...personWords, ...contactWords, ...recordWords]],
  ['company', [...companyWords, ...contactWords, ...recordWords]],
  ['deal', [...dealWords, ...recordWords]],
  ['product', [...productWords, ...recordWords]],
  ['lead', [...leadWords, ...contactWords, ...recordWords]],
]);

const ownWords: Words[] = [
  { field: 'name', words: 'name|title|nome|titulo|titolo|nazwa|tytul|titel|nombre|nom|titre' },
  ...recordWords,
];

/** What columns of an object may be called; of one of the workspace's own, its name and what every record has. */
export function headerWords(object: string): Words[] {
  return byObject.get(object) ?? ownWords;
}
