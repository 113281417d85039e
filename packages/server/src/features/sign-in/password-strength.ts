import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold, invalid } from '@relata/model';

/** UTF-16 code units, as better-auth counts them too. Longer ones are refused rather than cut. */
export const shortest = 8;
export const longest = 128;

/** Of what a common or a known word must be surrounded by at least: different characters. */
const leastBeside = 4;

let common: Set<string> | undefined;

const commonPasswords = (): Set<string> =>
  (common ??= new Set(
    readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#')),
  ));

/**
 * Refuses a password that is guessed first: too short, among the most common of leaked ones, a row of
 * keys, or made of what everybody knows about its owner. Nothing else is asked for: no capital letters,
 * no digits, no change every month (OWASP ASVS 5.0 §6.2).
 *
 * @param about e-mail address, name, workspace
 */
export function refuseWeakPassword(password: string, about: string[], field = 'password'): void {
  const { length } = password;
  if (length < shortest)
    throw invalid(field, 'password_short', `at least ${shortest} characters`, { min: shortest });
  if (length > longest)
    throw invalid(field, 'password_long', `at most ${longest} characters`, { max: longest });
  if (isCommon(password))
    throw invalid(field, 'password_common', 'it is among the passwords that are guessed first');
  if (isAbout(password, about))
    throw invalid(
      field,
      'password_about_you',
      'it is made of your name, e-mail address or workspace',
    );
}

function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  const forms = [plain, unleet(plain)].flatMap((form) => [form, stem(form)]);
  return isPattern(plain) || forms.some((form) => commonPasswords().has(form));
}

/** `monkey` of `Monkey2026!`: what people put around a word changes nothing for who guesses. */
const stem = (text: string): string =>
  text.replace(/^[^a-z]{1,4}(?=[a-z])/, '').replace(/[^a-z]{1,6}$/, '');

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const unleet = (text: string): string => text.replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign);

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

/** Digits alone, few different characters, a row of keys or a short word again and again. */
function isPattern(plain: string): boolean {
  if (/^\d{1,12}$/.test(plain) || new Set(plain).size < leastBeside) return true;
  if (/^(.{1,5})\1+.{0,4}$/.test(plain) && new Set(plain).size < 6) return true;
  const backwards = plain.split('').toReversed().join('');
  return rows.some((row) => row.includes(plain) || row.includes(backwards));
}

function isAbout(password: string, about: string[]): boolean {
  const plain = fold(password);
  const words = about
    .flatMap((text) => [fold(text), ...fold(text).split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length);
  return [plain, unleet(plain)].some((form) => {
    const left = words.reduce((text, word) => text.replaceAll(word, ''), form);
    return left !== form && new Set(left).size < leastBeside;
  });
}
