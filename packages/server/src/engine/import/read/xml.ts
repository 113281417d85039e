import { refuseFile } from './refuse-file.ts';

/**
 * What a workbook's XML is made of, one after another. Names come without their namespace prefix. Attributes are read
 * on demand, because most are never looked at. Text may come in pieces and still escaped: join it, then `unescapeXml`.
 */
export interface XmlHandler {
  open(name: string, attributes: string, selfClosing: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

/** A tag longer than this is no tag of a workbook. */
const maxTag = 1 << 20;

/**
 * Reads XML piece by piece. It knows the five entities of XML itself and character numbers; a document type
 * definition (the door to entity bombs and foreign files) is refused.
 *
 * @throws Refusal 'invalid' `xlsx_has_dtd`, `xlsx_broken`
 */
export function xmlReader(handler: XmlHandler): { push(text: string): void } {
  let rest = '';
  return {
    push(more) {
      const text = rest === '' ? more : rest + more;
      let at = 0;
      for (;;) {
        const tag = text.indexOf('<', at);
        const upTo = tag < 0 ? text.length : tag;
        if (upTo > at) handler.text(text.slice(at, upTo));
        at = upTo;
        if (tag < 0) break;
        const end = tagEnd(text, tag);
        if (end < 0) break;
        read(text, tag, end, handler);
        at = end;
      }
      rest = text.slice(at);
      if (rest.length > maxTag) throw refuseFile('xlsx_broken');
    },
  };
}

function read(text: string, tag: number, end: number, handler: XmlHandler): void {
  const second = text.charCodeAt(tag + 1);
  if (second === 47) {
    handler.close(localName(text.slice(tag + 2, end - 1).trimEnd()));
    return;
  }
  if (second === 63) return;
  if (second === 33) {
    if (text.startsWith('<![CDATA[', tag)) handler.text(escapeXml(text.slice(tag + 9, end - 3)));
    else if (!text.startsWith('<!--', tag)) throw refuseFile('xlsx_has_dtd');
    return;
  }
  const selfClosing = text.charCodeAt(end - 2) === 47;
  const inside = text.slice(tag + 1, selfClosing ? end - 2 : end - 1);
  const space = inside.search(/\s/);
  const name = localName(space < 0 ? inside : inside.slice(0, space));
  handler.open(name, space < 0 ? '' : inside.slice(space), selfClosing);
}

/** Position after the tag at `tag`, or -1 if it is not complete yet. */
function tagEnd(text: string, tag: number): number {
  if (text.startsWith('<!--', tag)) return after(text, '-->', tag + 4);
  if (text.startsWith('<![CDATA[', tag)) return after(text, ']]>', tag + 9);
  let end = after(text, '>', tag + 1);
  while (end > 0 && insideQuotes(text, tag, end)) end = after(text, '>', end);
  return end;
}

/** The `>` before `end` belongs to the value of an attribute. */
function insideQuotes(text: string, tag: number, end: number): boolean {
  let inside = false;
  for (let at = text.indexOf('"', tag); at >= 0 && at < end; at = text.indexOf('"', at + 1))
    inside = !inside;
  return inside;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Value of an attribute, with or without a namespace prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  // The usual way to write it, without a regular expression: this runs three times for every cell.
  const at = attributes.indexOf(` ${name}="`);
  if (at >= 0) {
    const from = at + name.length + 3;
    return unescapeXml(attributes.slice(from, attributes.indexOf('"', from)));
  }
  if (!attributes.includes(name)) return undefined;
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Entities that XML does not define stay as they are written. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities.get(name) ?? whole;
    const code =
      name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;');
}
