import { type FieldError, languages } from '@relata/model';
import { textIn as textOf } from '#engine/wording.ts';
import type { Asking } from './confirm-consent.ts';
import { type Form, said, sitesOf } from './form.ts';
import { formHtml } from './form-html.ts';
import { escaped, lines, tag } from '#platform/html.ts';
import { visitFields } from './questions.ts';
import { names, type Post, textIn } from './read-post.ts';
import { wordsIn } from './words.ts';

/** Addresses of the files that pages of forms use, below `/api/v1`. */
export const files = {
  style: '/api/v1/forms/visitor.css',
  script: '/api/v1/forms/visitor.js',
  embed: '/api/v1/forms/embed.js',
};

export const addressOf = ({ key }: Pick<Form, 'key'>): string => `/api/v1/forms/${key}`;

interface Showing {
  ticket: string;
  answers?: Post;
  errors?: FieldError[];
  /** What stands above it: a refusal, the request to confirm. */
  notice?: { text: string; isProblem: boolean };
}

/** The form as a page of its own, or in a frame of another site. */
export function formPage(form: Form, { ticket, answers = {}, errors, notice }: Showing): string {
  const words = wordsIn(form.language);
  const hidden = [
    ...visitFields.map((name) => [name, textIn(answers, name)] as const),
    [names.ticket, ticket] as const,
    [names.proof, ''] as const,
  ]
    .filter(([name, value]) => value !== '' || name === names.proof)
    .map(([name, value]) => tag('input', { type: 'hidden', name, value }));
  const shown = notice
    ? tag(
        'p',
        {
          class: notice.isProblem ? 'relata-problem' : 'relata-notice',
          role: notice.isProblem ? 'alert' : 'status',
        },
        escaped(notice.text),
      )
    : '';
  const body = formHtml(form, {
    action: addressOf(form),
    answers,
    ...(errors && { errors }),
    hidden: hidden.join('\n'),
    more: {
      ...{ 'data-sending': words.sending, 'data-failed': words.failed },
      'data-required': textOf(form.language, 'invalid.required'),
      'data-consent': textOf(form.language, 'invalid.consent'),
    },
  });
  return page(
    form,
    logo(form) +
      heading(form) +
      shown +
      body +
      tag('noscript', {}, tag('p', {}, escaped(words.scripts))),
  );
}

/** Says that it was sent. */
export const thanksPage = (form: Form): string =>
  page(
    form,
    logo(form) + tag('p', { class: 'relata-thanks', role: 'status' }, lines(thanksOf(form))),
  );

export function thanksOf(form: Form): string {
  const { thanks, askedToConfirm } = wordsIn(form.language);
  const own = said(form, 'thanks');
  if (form.says['doubleOptIn'] !== true) return own || thanks;
  return [own, askedToConfirm].filter(Boolean).join('\n\n');
}

/** Where the link of a confirmation letter leads: the consent once more, and the click that counts. */
export function confirmPage(
  { form: { language }, consentText }: Pick<Asking, 'form' | 'consentText'>,
  address: string,
): string {
  const words = wordsIn(language);
  const agree = tag('button', { type: 'submit' }, escaped(words.confirmButton));
  return document(
    language,
    words.confirmTitle,
    tag('h1', {}, escaped(words.confirmTitle)) +
      tag('p', {}, escaped(words.confirmText)) +
      tag('blockquote', {}, lines(consentText)) +
      tag('form', { method: 'post', action: address }, agree),
  );
}

/** Says that the consent counts now. */
export function confirmedPage({ language }: Form): string {
  const { confirmTitle, confirmed } = wordsIn(language);
  const thanks = tag('p', { class: 'relata-thanks', role: 'status' }, escaped(confirmed));
  return document(language, confirmTitle, thanks);
}

/** On a page of its own: in a frame the site around it says whose it is. */
const logo = ({ firm }: Form): string =>
  firm.logo ? tag('img', { class: 'relata-logo', src: firm.logo, alt: firm.name }) : '';

function heading(form: Form): string {
  const title = said(form, 'heading');
  const intro = said(form, 'intro');
  return (
    (title && tag('h1', {}, escaped(title))) +
    (intro && tag('p', { class: 'relata-intro' }, lines(intro)))
  );
}

const page = (form: Form, body: string): string =>
  document(form.language, said(form, 'heading') || said(form, 'name'), body);

/** Where there is no form, or it is closed. */
export function messagePage(
  language: (typeof languages)[number],
  { title, detail }: { title: string; detail: string },
): string {
  return document(language, title, tag('h1', {}, escaped(title)) + tag('p', {}, escaped(detail)));
}

function document(language: string, title: string, body: string): string {
  const head = [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'robots', content: 'noindex' }),
    tag('title', {}, escaped(title)),
    tag('link', { rel: 'stylesheet', href: files.style }),
    tag('script', { src: files.script, defer: true }),
  ].join('');
  return `<!doctype html>${tag('html', { lang: language }, tag('head', {}, head) + tag('body', {}, tag('main', {}, body)))}`;
}

/** Other sites may frame it, and it may send to us and, where the form leads on, there; nothing else runs or loads. */
export function policyFor(form: Form | null): string {
  const sites = form ? sitesOf(form) : [];
  const redirect = form ? URL.parse(said(form, 'redirect'))?.origin : undefined;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    `form-action 'self'${redirect ? ` ${redirect}` : ''}`,
    "base-uri 'none'",
    `frame-ancestors ${sites.length ? `'self' ${sites.join(' ')}` : '*'}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
