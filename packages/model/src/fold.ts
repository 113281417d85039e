/**
 * Text as it is compared when case and accents do not matter: `Łódź` → `lodz`, `STRASSE` = `Straße`.
 * The SQL function `fold()` (migrations) gives the same; a property test holds them together.
 */
export function fold(text: string): string {
  if (plainText.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[łđøıħŧð]/g, (letter) => plain[letter] ?? letter)
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe');
}

const plainText = /^[\u0000-\u007f]*$/;

const plain: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ı: 'i', ħ: 'h', ŧ: 't', ð: 'd' };

/** Digits of a phone number with its leading `+`, for comparing notations. `00` in front means `+`. */
export function phoneDigits(text: string): string {
  const international = /^[\s(]*(\+|00)/.test(text);
  const digits = text.replace(/\D/g, '');
  return international ? `+${digits.replace(/^00/, '')}` : digits;
}

/** Words of a text for search: folded, split at everything that is neither letter nor digit. */
export function words(text: string): string[] {
  const folded = fold(text);
  if (plainText.test(folded)) return folded.split(/[^a-z0-9]+/).filter(Boolean);
  // Signs that belong to a letter stay with it: `ガ` is one, and Hindi writes its vowels as such.
  return folded
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}
