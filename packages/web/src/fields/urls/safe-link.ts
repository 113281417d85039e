/** An address that may stand in a link: http and https only, completed to https where no scheme is given. Null: show it as text. */
export function safeLink(typed: string): string | null {
  const text = typed.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(text)?.[0].toLowerCase();
  const whole = scheme === 'http:' || scheme === 'https:' ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // `firm.example:8080` is a host with a port; `javascript:alert(1)` and `mailto:x` are not ours to open.
  if (scheme && whole !== text && !/^[^:/]+\.[^:/]+:\d+(\/|$)/.test(text)) return null;
  return url.hostname.includes('.') ? url.href : null;
}

/** `firm.example/prices`: what a person reads of an address. */
export const shortAddress = (typed: string): string =>
  typed.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
