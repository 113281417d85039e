const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that stands between tags or in quotation marks, whoever wrote it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

type Attributes = Record<string, string | number | boolean | undefined>;

const alone = new Set(['input', 'meta', 'link', 'br', 'img']);

/** One element; `inner` is HTML already. An attribute that is true stands alone, one that is false or undefined not at all. */
export function tag(name: string, attributes: Attributes = {}, inner = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`));
  return `<${name}${written.join('')}>${alone.has(name) ? '' : `${inner}</${name}>`}`;
}

/** What people wrote over several lines. */
export const lines = (text: string): string => text.split(/\r?\n/).map(escaped).join('<br>');
