import { domainToASCII } from 'node:url';

import type { Problem } from './parsed.ts';
import { cleanText } from './text.ts';

/** The addresses of a cell in their order, and what was dropped. */
export interface EmailsFound {
  values: string[];
  warnings: Problem[];
}

/**
 * The e-mail addresses of a cell. Repairs what is safe (blanks, invisible characters, `Ana <ana@…>`, `mailto:`,
 * several in one cell); what is no address is dropped with a warning, because the person is still worth having.
 */
export function parseEmails(text: string): EmailsFound {
  const found: EmailsFound = { values: [], warnings: [] };
  for (const piece of pieces(cleanText(text, true))) {
    const address = bareAddress(piece);
    if (!isEmail(address)) found.warnings.push(noAddress(piece));
    else if (!found.values.some((known) => emailKey(known) === emailKey(address)))
      found.values.push(address);
  }
  return found;
}

function pieces(text: string): string[] {
  return text
    .split(/\s*(?:[;,|\n]|:::)\s*/)
    .flatMap(atBlanks)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** Blanks part addresses only if every part is one: `ana luz@example.com` is a mistake, not `luz@example.com`. */
function atBlanks(piece: string): string[] {
  const parts = piece.split(/\s+/);
  return parts.length > 1 && parts.every(isEmail) ? parts : [piece];
}

function bareAddress(piece: string): string {
  const inBrackets = /<([^<>]+)>\s*$/.exec(piece)?.[1] ?? piece;
  return inBrackets
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/, '');
}

const localPart =
  /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainLabel = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;

/** An address as mail systems accept it (RFC 5321, 6531): letters of any script, a domain with a dot, no quotes. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  if (at < 1 || Buffer.byteLength(local) > 64 || text.length > 254 || !localPart.test(local))
    return false;
  const typed = text.slice(at + 1);
  if (/[^\p{L}\p{N}\p{M}.-]/u.test(typed)) return false;
  const labels = domainToASCII(typed).split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => domainLabel.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** By this two addresses are the same: case and the spelling of the domain do not count; dots and tags do. */
export function emailKey(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).normalize('NFC').toLowerCase();
  return `${local}@${domainToASCII(address.slice(at + 1)).toLowerCase()}`;
}

function noAddress(text: string): Problem {
  const shown = text.slice(0, 80);
  return {
    code: 'email_invalid',
    message: `This is no e-mail address: ${shown}`,
    values: { text: shown },
  };
}
