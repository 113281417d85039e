import { type Catalog, fold, objectNameProblem, pluralProblem } from '@relata/model';

const wordsIn = (text: string): string[] =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(Boolean);

/** With a number behind it where that is needed. */
function free(base: string, isFree: (name: string) => boolean, between = ''): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${between}${n}`;
    if (isFree(name) || n > 99) return name;
  }
}

/** `Rental contract` → `rentalContract` */
export function proposeName(catalog: Catalog, one: string): string {
  const joined = wordsIn(one)
    .map((word, at) => (at ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join('')
    .slice(0, 36);
  if (!joined) return '';
  const base = /^[a-z]./.test(joined) ? joined : `object${joined}`;
  return free(base, (name) => objectNameProblem(catalog, name) === null);
}

/** `Rental contracts` → `rental-contracts` */
export function proposePlural(catalog: Catalog, many: string): string {
  const joined = wordsIn(many).join('-').slice(0, 56);
  if (!joined) return '';
  const base = /^[a-z]/.test(joined) ? joined : `objects-${joined}`;
  return free(base, (plural) => pluralProblem(catalog, plural) === null, '-');
}
