import { cleanText } from './text.ts';

export interface NameParts {
  salutation?: string;
  firstName: string;
  lastName: string;
}

const salutations =
  /^((?:mr|mrs|ms|miss|mx|dr|dra|prof|profa|eng|enga|sr|sra|srta|sig|sig\.ra|dott|dott\.ssa|avv|ing|pan|pani|mgr|inż|herr|frau|m|mme|mlle)\.|(?:mr|mrs|ms|dr|prof|herr|frau|pan|pani|sig|sr|sra))\s+(?=\S)/i;
/** Words that begin a last name of several: `João da Silva`, `Ludwig van Beethoven`, `Andrea De Nicolò`. */
const particles = new Set([
  'da',
  'das',
  'de',
  'do',
  'dos',
  'du',
  'del',
  'della',
  'delle',
  'di',
  'dal',
  'la',
  'le',
  'lo',
  'van',
  'von',
  'vom',
  'zu',
  'zur',
  'der',
  'den',
  'ter',
  'ten',
  'bin',
  'al',
  'el',
  'e',
  'y',
]);

/**
 * A full name as first and last name: `Luz, Ana` by its comma, else the last word (with the particles before it) is
 * the last name. A guess, for files that have one column only; a single word is a first name.
 */
export function splitName(text: string): NameParts {
  const clean = cleanText(text);
  const salutation = salutations.exec(clean)?.[1];
  const name = salutation ? clean.slice(salutation.length).trim() : clean;
  const named = (firstName: string, lastName: string): NameParts =>
    salutation ? { salutation, firstName, lastName } : { firstName, lastName };
  const comma = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (comma) return named(comma[2] ?? '', comma[1] ?? '');
  const words = name.split(' ');
  let first = words.length - 1;
  while (first > 1 && particles.has(words[first - 1]?.toLowerCase() ?? '')) first -= 1;
  return words.length === 1
    ? named(name, '')
    : named(words.slice(0, first).join(' '), words.slice(first).join(' '));
}
