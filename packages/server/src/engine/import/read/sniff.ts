import { refuseFile } from './refuse-file.ts';
import type { FileKind } from './rows.ts';

/** First bytes by which files that are no table give themselves away. */
const pictures = [
  '89504e47',
  'ffd8ff',
  '47494638',
  '424d',
  '49492a00',
  '4d4d002a',
  '52494646',
  '00000100',
];
const oldExcel = 'd0cf11e0a1b11ae1';
const binaries = [
  '1f8b',
  '377abcaf271c',
  '526172211a07',
  '7f454c46',
  '4d5a9000',
  '53514c69746520666f726d6174',
];

/**
 * What a file is, by its content: names lie. Refuses (`Refusal` 'invalid') what holds no table.
 * `head` is the start of the file, 64 kB or all of it.
 */
export function sniff(head: Buffer, filename: string): { kind: FileKind } {
  const hex = head.subarray(0, 16).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return { kind: archive(head) };
  if (hex.startsWith(oldExcel)) throw refuseFile('file_is_old_excel');
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') throw refuseFile('file_is_pdf');
  if (pictures.some((magic) => hex.startsWith(magic)) && hasControlBytes(head))
    throw refuseFile('file_is_picture');
  if (binaries.some((magic) => hex.startsWith(magic)) && hasControlBytes(head))
    throw refuseFile('file_is_binary');

  const text = roughText(head).replace(/^[\ufeff\s]+/, '');
  if (text === '') throw refuseFile('file_empty');
  if (/^<(!doctype\s+html|html|head|body|\?xml[^>]*>\s*(<!doctype\s+html|<html))/i.test(text))
    throw refuseFile('file_is_web_page');
  if (/^(<\?xml[^>]*>\s*)?<svg/i.test(text)) throw refuseFile('file_is_picture');
  if (/^<\?xml|^\{\\rtf/i.test(text)) throw refuseFile('file_is_document');
  if (/^BEGIN:VCALENDAR/i.test(text)) throw refuseFile('file_is_calendar');
  if (/^(\{\s*"|\[\s*[{[])/.test(text) && !/\.(csv|tsv|txt)$/i.test(filename))
    throw refuseFile('file_is_json');
  if (
    /^BEGIN:VCARD/i.test(text) ||
    (/\.(vcf|vcard)$/i.test(filename) && /^BEGIN:VCARD/im.test(text))
  )
    return { kind: 'vcard' };
  return { kind: 'csv' };
}

/** A ZIP is a workbook, an office document of another kind, or just a ZIP: the names of its entries say which. */
function archive(head: Buffer): FileKind {
  const names = entryNames(head);
  if (names.some((name) => name.startsWith('xl/'))) return 'xlsx';
  if (names.some((name) => /^(word|ppt)\//.test(name)) || names[0] === 'mimetype')
    throw refuseFile('file_is_document');
  if (names.includes('[Content_Types].xml')) return 'xlsx';
  throw refuseFile('file_is_zip');
}

function entryNames(head: Buffer): string[] {
  const names: string[] = [];
  let at = 0;
  while ((at = head.indexOf('PK\u0003\u0004', at, 'latin1')) >= 0 && at + 30 <= head.length) {
    const length = head.readUInt16LE(at + 26);
    names.push(head.toString('utf8', at + 30, Math.min(head.length, at + 30 + length)));
    at += 30 + length;
  }
  return names;
}

function hasControlBytes(head: Buffer): boolean {
  return head.subarray(0, 512).some((byte) => byte < 9 || (byte > 13 && byte < 32));
}

/** Enough text to recognise a format: UTF-16 is read by leaving the zero bytes out. */
function roughText(head: Buffer): string {
  const start = head.subarray(0, 4096);
  return start
    .toString('utf8')
    .replaceAll('\0', '')
    .replace(/^\ufffd+/, '');
}
