import { escaped, lines } from '../../platform/html.ts';
import type { Letter } from '../../platform/mail.ts';

/** What a letter says, before it is put into plain text and HTML. Nothing in it is markup. */
export interface Message {
  to: string;
  subject: string;
  /** Above what matters. */
  before: string[];
  button?: { label: string; href: string };
  after: string[];
}

/** What stands around what a letter says: the logo of whoever has this name, and who they are, below. */
export interface Letterhead {
  name: string;
  below: string;
  logo: NonNullable<Letter['logo']> | null;
}

/** The same words as plain text and as HTML; what people wrote stays text in both. */
export function letterOf(
  { to, subject, before, button, after }: Message,
  { name, below, logo }: Letterhead = { name: '', below: '', logo: null },
): Letter {
  const text = [
    ...before,
    ...(button ? [`${button.label}:\n${button.href}`] : []),
    ...after,
    ...(below ? [`-- \n${below}`] : []),
  ];
  const html = [
    ...(logo ? [picture(name)] : []),
    ...before.map(paragraph),
    ...(button ? [link(button)] : []),
    ...after.map(paragraph),
    ...(below ? [foot(below)] : []),
  ];
  return {
    to,
    // A line break in a subject would begin another header.
    subject: subject.replace(/[\r\n]+/g, ' '),
    text: `${text.join('\n\n')}\n`,
    logo,
    html: `<!doctype html><html><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1f2937"><div style="max-width:520px">${html.join('')}</div></body></html>`,
  };
}

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${lines(text)}</p>`;

const picture = (name: string): string =>
  `<p style="margin:0 0 24px"><img src="cid:logo" alt="${escaped(name)}" style="max-width:200px;max-height:80px"></p>`;

const foot = (text: string): string =>
  `<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #e5e7eb;font-size:13px;color:#6b7280">${lines(text)}</p>`;

const link = ({ label, href }: NonNullable<Message['button']>): string =>
  `<p style="margin:0 0 16px"><a href="${escaped(href)}" style="display:inline-block;padding:10px 20px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none">${escaped(label)}</a></p>` +
  `<p style="margin:0 0 16px;font-size:13px;color:#6b7280;word-break:break-all">${escaped(href)}</p>`;
