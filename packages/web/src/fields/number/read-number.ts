/** Reads a number as people of the locale type it: `1.234,5` in pt-BR, `1 234,5` in pl. A decimal in plain notation; null where it is none. */
export function readNumber(typed: string, locale: string): string | null {
  const bare = typed
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^\+/, '')
    .replace('−', '-');
  const plain = toPlain(bare, separatorsOf(locale));
  if (!/^-?\d{1,30}(\.\d{0,20})?$|^-?\.\d{1,20}$/.test(plain)) return null;
  return plain.replace(/^(-?)\./, '$10.').replace(/\.$/, '');
}

/** The number as the person would type it: no grouping, their own decimal sign. */
export const typedNumber = (value: string | number, locale: string): string =>
  String(value).replace('.', separatorsOf(locale).decimal);

function toPlain(text: string, { decimal, group }: { decimal: string; group: string }): string {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return text;
  const sign = text[last] ?? '';
  const other = sign === '.' ? ',' : '.';
  // With both signs in it, the last one separates the decimals, whatever the locale.
  if (text.includes(other)) return text.replaceAll(other, '').replace(sign, '.');
  const times = text.split(sign).length - 1;
  if (times > 1) return text.replaceAll(sign, '');
  // `1.500` is 1500 where people group by dots; `12.50` there is somebody used to another keyboard.
  if (sign === group && sign !== decimal && /^-?\d{1,3}[.,]\d{3}$/.test(text))
    return text.replace(sign, '');
  return text.replace(sign, '.');
}

function separatorsOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: sign('decimal') || '.', group: sign('group') };
}
