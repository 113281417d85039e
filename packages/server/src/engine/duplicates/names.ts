import { fold } from '@relata/model';

/** What firms are called besides their name, in the countries that we know best; dots and slashes are gone already. */
const legalForms = new Set(
  'ltda me epp eireli sa mei spa srl srls snc sas ss sapa scarl scrl coop spzoo zoo sp z oo sj sk ska psa pp ltd limited llc llp lp plc inc incorporated corp corporation co company gmbh ag kg ohg ug mbh bv nv sarl sasu eurl oy ab as aps sl slu kft sro doo cia'.split(
    ' ',
  ),
);

/** Words that are written or left out as one likes. */
const fillers = new Set(
  'and e und et y i de da do dos das del della di the il la lo o a os as'.split(' '),
);

/** The words that name something, in order of the alphabet: without legal form, accents, punctuation, what is between them. */
export function nameWords(text: string): string[] {
  const words = fold(text.replaceAll('ç', 's').replaceAll('Ç', 's'))
    .replace(/(?<=\b\p{L})[./](?=\p{L}\b)/gu, '')
    .replace(/[.'’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !legalForms.has(word) && !fillers.has(word));
  return (telling.length ? telling : words).toSorted();
}

/** As it sounds: letters that people mistake for each other are one. */
function sound(word: string): string {
  if (/\p{N}/u.test(word)) return word;
  return word
    .replace(/ph/g, 'f')
    .replace(/ck|q|c/g, 'k')
    .replace(/[zx]/g, 's')
    .replace(/y|j/g, 'i')
    .replace(/w/g, 'v')
    .replace(/(?<=.)h/g, '')
    .replace(/(.)\1+/g, '$1');
}

/** First letter and consonants of each word. */
const skeleton = (words: readonly string[]): string =>
  words
    .map(sound)
    .map((word) => word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, ''))
    .toSorted()
    .join(' ');

const shortest = 4;

/**
 * Keys under which similar names meet. The skeleton is that of all spellings which sound alike; of two names with one
 * letter more, less or another, either the first or the last letters are the same. Numbers are never similar.
 */
export function nameKeys(name: string): { skeleton: string | null; parts: string[] } {
  const words = nameWords(name);
  const form = words.map(sound).toSorted().join('');
  if (form.length < shortest) return { skeleton: form ? `~s:${words.join(' ')}` : null, parts: [] };
  const parts = new Set<string>();
  const digits = words.filter((word) => /\p{N}/u.test(word)).join(' ');
  for (const length of lengths(form.length)) {
    parts.add(`~b:${digits}${form.slice(0, length)}`);
    parts.add(`~e:${digits}${form.slice(-length)}`);
  }
  return { skeleton: `~s:${skeleton(words)}`, parts: form.length < 6 ? [] : [...parts] };
}

/** How many letters are compared: the same number for names whose length differs by one. */
function lengths(of: number): number[] {
  const half = (n: number) => Math.max(4, 2 * Math.floor(n / 4));
  return [...new Set([half(of), half(of + 1)])];
}

export type Likeness = 'same' | 'similar' | null;

/** Are two names the same but for order, legal form and accents, or nearly? */
export function likeness(a: string, b: string): Likeness {
  const [one, other] = [nameWords(a), nameWords(b)];
  if (!one.length || !other.length) return null;
  if (one.join(' ') === other.join(' ')) return 'same';
  const numbers = (words: readonly string[]) =>
    words.filter((word) => /\p{N}/u.test(word)).join(' ');
  if (numbers(one) !== numbers(other)) return null;
  const [form, otherForm] = [one, other].map((words) => words.map(sound).toSorted().join(''));
  if (!form || !otherForm || Math.min(form.length, otherForm.length) < shortest) return null;
  if (form === otherForm) return 'similar';
  const allowed = Math.min(form.length, otherForm.length) < 12 ? 1 : 2;
  return distance(form, otherForm, allowed) <= allowed ? 'similar' : null;
}

/** Letters that were added, left out, mistaken or swapped; more than `most` are not counted. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swap ? (before[j - 2] ?? 0) + 1 : most + 1,
      );
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
