/** Directions, embedded marks and characters that are not seen but make two equal texts different. */
const invisible = /[\u200b\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const blanks = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;

/**
 * A cell as it is stored: composed (NFC), without control and direction characters, trimmed, blanks of any kind one
 * plain blank. Excel's `="0042"` becomes 0042. Nothing else changes: what looks like a formula stays text.
 *
 * @param long keeps line breaks (as `\n`) and inner blanks: for notes and descriptions
 */
export function cleanText(text: string, long = false): string {
  if (/^[!-<>-~][!-~]*(?: [!-~]+)*$/.test(text)) return text;
  const plain = unwrap(text.normalize('NFC').replace(invisible, ''));
  if (!long) return plain.replace(blanks, ' ').replace(control, '').trim();
  return plain
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(control, '')
    .trim();
}

/** `="0042"` is how Excel is told to keep a text that looks like a number. */
function unwrap(text: string): string {
  return /^\s*="((?:[^"]|"")*)"\s*$/.exec(text)?.[1]?.replaceAll('""', '"') ?? text;
}

/** By this two texts are the same name: case, accents, blanks and marks do not count. */
export function nameKey(text: string): string {
  return cleanText(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The values of a cell that holds several.
 *
 * @param separator of the column; without one, Google's ` ::: `, then `;`, line breaks and `|`, whichever occurs
 */
export function splitValues(text: string, separator?: string): string[] {
  const mark = separator ?? [' ::: ', ';', '\n', '|'].find((one) => text.includes(one)) ?? '\n';
  return text
    .split(mark)
    .map((value) => cleanText(value))
    .filter((value) => value !== '');
}

/** Tags: `;`, `,` and the rest of `splitValues`; Google's `* myContacts` is a group of its own and no tag; none twice. */
export function parseTags(text: string, separator?: string): string[] {
  const mark = separator ?? (/;|:::|\n|\|/.test(text) ? undefined : ',');
  const tags = splitValues(text, mark).filter((tag) => !tag.startsWith('* '));
  const seen = new Map(tags.map((tag): [string, string] => [tag.toLowerCase(), tag]));
  return [...seen.values()];
}

/** A web address with its scheme; only http and https ever become links, the rest gives undefined. */
export function parseUrl(text: string): string | undefined {
  const clean = cleanText(text);
  const withScheme = /^[a-z][a-z\d+.-]*:/i.test(clean) ? clean : `https://${clean}`;
  if (clean.startsWith('/') || !/^https?:\/\//i.test(withScheme) || /\s/.test(withScheme))
    return undefined;
  const parsed = URL.parse(withScheme);
  return parsed?.hostname.includes('.') && parsed.username === '' ? withScheme : undefined;
}

/** `https://www.Example.com/x` and `Example.com` are the domain `example.com`; undefined where there is none. */
export function parseDomain(text: string): string | undefined {
  const url = parseUrl(text);
  const host =
    url &&
    URL.parse(url)
      ?.hostname.replace(/^www\./, '')
      .replace(/\.$/, '');
  return host && !/^[\d.]+$/.test(host) ? host : undefined;
}
