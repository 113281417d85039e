import { normalPhone } from '@relata/model';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

const callingCodes = new Set<string>(
  getCountries().map((country) => getCountryCallingCode(country)),
);

/** Calling codes are prefix-free, so the first that fits is the one. */
function withoutCallingCode(digits: string): string {
  for (const length of [1, 2, 3])
    if (callingCodes.has(digits.slice(0, length))) return digits.slice(length);
  return digits;
}

export const reversed = (text: string): string => [...text].toReversed().join('');

/**
 * Words under which a phone number is found: all its digits, those without the calling code, and
 * both from behind (`~…`), so that any notation of the same number meets: the end never differs.
 */
export function phoneWords(phone: string, country: string | null): string[] {
  const normal = normalPhone(phone, country ?? undefined);
  const digits = normal.replace(/\D/g, '');
  if (digits.length < 3) return [];
  const national = normal.startsWith('+') ? withoutCallingCode(digits) : digits;
  return [...new Set([digits, national, `~${reversed(digits)}`])];
}
