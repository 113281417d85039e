import { problem, type Parsed } from './parsed.ts';
import { nameKey } from './text.ts';

const yes = new Set([
  'y',
  'yes',
  'true',
  't',
  '1',
  'x',
  'on',
  'sim',
  's',
  'verdadeiro',
  'si',
  'vero',
  'tak',
  'prawda',
  'ja',
  'wahr',
  'oui',
  'vrai',
  'verdadero',
  'checked',
  'enabled',
]);
const no = new Set([
  'n',
  'no',
  'false',
  'f',
  '0',
  'off',
  'nao',
  'falso',
  'nie',
  'falsz',
  'nein',
  'falsch',
  'non',
  'faux',
  'unchecked',
  'disabled',
]);

/** A yes or a no in the languages that exports are written in: `tak`, `não`, `Sì`, `Y`, `0`, `✓`. */
export function parseBoolean(text: string): Parsed<boolean> {
  const trimmed = text.trim();
  if (/^[✓✔☑]$/.test(trimmed)) return { value: true };
  if (/^[✗✘☐]$/.test(trimmed)) return { value: false };
  const key = nameKey(text);
  if (key === '')
    return trimmed === '' || trimmed === '-'
      ? { value: null }
      : problem('boolean_unreadable', 'This is neither yes nor no', trimmed);
  if (yes.has(key)) return { value: true };
  if (no.has(key)) return { value: false };
  return problem('boolean_unreadable', 'This is neither yes nor no', trimmed);
}
