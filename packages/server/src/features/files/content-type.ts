/** Bytes at a place that tell what a file is. */
interface Signature {
  type: string;
  at: number;
  /** Latin-1 */
  bytes: string;
}

const signatures: Signature[] = [
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/gif', at: 0, bytes: 'GIF87a' },
  { type: 'image/gif', at: 0, bytes: 'GIF89a' },
  { type: 'image/webp', at: 8, bytes: 'WEBPVP8' },
  { type: 'image/avif', at: 4, bytes: 'ftypavif' },
  { type: 'image/heic', at: 4, bytes: 'ftypheic' },
  { type: 'image/tiff', at: 0, bytes: 'II*\0' },
  { type: 'image/tiff', at: 0, bytes: 'MM\0*' },
  { type: 'application/pdf', at: 0, bytes: '%PDF-' },
  { type: 'video/mp4', at: 4, bytes: 'ftyp' },
  { type: 'video/webm', at: 0, bytes: '\x1aE\xdf\xa3' },
  { type: 'audio/mpeg', at: 0, bytes: 'ID3' },
  { type: 'audio/ogg', at: 0, bytes: 'OggS' },
  { type: 'audio/wav', at: 8, bytes: 'WAVE' },
  { type: 'application/gzip', at: 0, bytes: '\x1f\x8b' },
  { type: 'application/zip', at: 0, bytes: 'PK\x03\x04' },
];

/** What an office program packs into a ZIP file; the name says which. */
const zipped: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** Text that no program runs; the name says which. */
const textual: Record<string, string> = {
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  vcf: 'text/vcard',
  ics: 'text/calendar',
  json: 'application/json',
};

const unknown = 'application/octet-stream';

/** So many bytes of the beginning decide. */
export const headBytes = 4096;

/**
 * What a file is, by its content; its name only chooses among what the content may be. Whatever is not
 * known to be harmless (pages, drawings with scripts, programs) is `application/octet-stream`.
 */
export function contentTypeOf(head: Buffer, name: string): string {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = signatures.find(
    ({ at, bytes }) => head.subarray(at, at + bytes.length).toString('latin1') === bytes,
  );
  if (found?.type === 'application/zip') return zipped[ending] ?? found.type;
  if (found) return found.type;
  return isText(head) ? (textual[ending] ?? unknown) : unknown;
}

function isText(head: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text);
  } catch {
    return false;
  }
}

/** What a browser may show in a page of ours. Never SVG or HTML: they run scripts. */
export const images: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
];

export const isImage = (type: string): boolean => images.includes(type);

export const shownInline = (type: string): boolean => isImage(type) || type === 'application/pdf';
