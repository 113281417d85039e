import type { Format } from '../../app/format.ts';

/** Currencies by code and name, for a list that can be searched: every one unless named. */
export const currencyChoices = (
  format: Pick<Format, 'currency'>,
  codes: readonly string[] = Intl.supportedValuesOf('currency'),
): { value: string; label: string }[] =>
  codes.map((code) => ({ value: code, label: `${code} · ${format.currency(code)}` }));
