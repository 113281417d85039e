import iconv from 'iconv-lite';

import { decoder } from './decode.ts';

/** A property of a contact card: `item1.EMAIL;TYPE=work,pref:ana@example.com`. */
export interface CardProperty {
  /** `item1` in `item1.EMAIL`; Apple hangs labels on it. */
  group: string;
  /** Upper case. */
  name: string;
  /** Lower case: `work`, `cell`, `pref` … from TYPE parameters and from vCard 2.1's bare words. */
  types: Set<string>;
  parameter(name: string): string | undefined;
  /** The value as one text. */
  text(): string;
  /** The value's components (`N`, `ADR`, `ORG`): separated by `;`. */
  parts(): string[];
  /** The value as a list: separated by `,`. */
  list(): string[];
}

/**
 * Reads one unfolded line (one character per byte). vCard 2.1, 3.0 and 4.0 differ in their parameters and escapes, not
 * in their shape, and files mix them; so one reader takes all three, where ical.js reads 3.0 and 4.0 alone.
 *
 * @param encoding of the file, unless the property has a CHARSET of its own
 */
export function readProperty(bytes: string, encoding: string): CardProperty | undefined {
  const colon = valueStart(bytes);
  if (colon < 0) return undefined;
  const [head = '', ...given] = splitOutsideQuotes(bytes.slice(0, colon), ';');
  const dot = head.lastIndexOf('.');
  const name = head
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9-]+$/.test(name)) return undefined;

  const types = new Set<string>();
  const parameters = new Map<string, string>();
  for (const parameter of given) {
    const equals = parameter.indexOf('=');
    const key = equals < 0 ? 'TYPE' : parameter.slice(0, equals).trim().toUpperCase();
    const value = decodeBytes(
      (equals < 0 ? parameter : parameter.slice(equals + 1)).replaceAll('"', ''),
      encoding,
    );
    if (key === 'TYPE') for (const type of value.split(',')) types.add(type.trim().toLowerCase());
    else parameters.set(key, value);
  }
  const quotedPrintable =
    types.has('quoted-printable') || /quoted-printable/i.test(parameters.get('ENCODING') ?? '');
  const charset = parameters.get('CHARSET');
  const own = charset && iconv.encodingExists(charset) ? charset : encoding;
  const raw = bytes.slice(colon + 1);
  const decode = (part: string): string =>
    decodeBytes(quotedPrintable ? fromQuotedPrintable(part) : part, own);

  return {
    group: dot < 0 ? '' : head.slice(0, dot).toLowerCase(),
    name,
    types,
    parameter: (key) => parameters.get(key),
    text: () => unescape(decode(raw)),
    parts: () => splitUnescaped(raw, ';').map((part) => unescape(decode(part))),
    list: () => splitUnescaped(decode(raw), ',').map(unescape),
  };
}

/** The colon that ends name and parameters; parameters in quotes may hold others. */
function valueStart(bytes: string): number {
  let quoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const char = bytes[at];
    if (char === '"') quoted = !quoted;
    if (char === ':' && !quoted) return at;
  }
  return -1;
}

function splitOutsideQuotes(text: string, mark: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== mark || quoted) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

function splitUnescaped(text: string, mark: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === mark) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function unescape(text: string): string {
  return text
    .replace(/\\(.)/gs, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
    .replace(/\r\n?/g, '\n')
    .trim();
}

function fromQuotedPrintable(bytes: string): string {
  return bytes.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function decodeBytes(bytes: string, encoding: string): string {
  if (/^[\u0000-\u007f]*$/.test(bytes)) return bytes;
  const wide = /^utf-?(16|32)/i.test(encoding);
  const inner = decoder(wide ? 'utf-8' : encoding);
  return inner.write(Buffer.from(bytes, 'latin1')) + inner.end();
}
