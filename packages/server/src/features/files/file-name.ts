/** File systems take no longer ones. In bytes. */
const longest = 255;

/** Characters that turn text around or are not seen: `exe.gpj` must not look like `jpg.exe`. */
const hidden = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u061c]/g;

/**
 * A name as it can be shown and downloaded: without folders, control characters, invisible ones, blanks
 * and dots at its ends, and of at most 255 bytes with its ending kept.
 */
export function cleanName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = last
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll(hidden, '')
    .replace(/^\s+|[\s.]+$/gu, '');
  return name ? shortened(name) : 'file';
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const ending = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? '';
  const room = longest - Buffer.byteLength(ending);
  let stem = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(
    name.slice(0, name.length - ending.length),
  )) {
    used += Buffer.byteLength(segment);
    if (used > room) break;
    stem += segment;
  }
  return `${stem.trimEnd()}${ending}`;
}

/** `Content-Disposition` for any name (RFC 6266, RFC 8187): the old form in ASCII, the true one beside it. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain =
    name
      .normalize('NFKD')
      .replaceAll(/[^ -~]/g, '')
      .replaceAll(/["\\%;]/g, '_')
      .trim() || 'file';
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
