import type { FastifyRequest } from 'fastify';
import { type FieldError, type Language, languages, type Refusal } from '@relata/model';
import en from '@relata/model/locales/en' with { type: 'json' };
import it from '@relata/model/locales/it' with { type: 'json' };
import pl from '@relata/model/locales/pl' with { type: 'json' };
import ptBR from '@relata/model/locales/pt-BR' with { type: 'json' };
import type { Describe } from '../../platform/http/problem.ts';

type Texts = { [key: string]: string | Texts };

const texts: Record<Language, Texts> = { en, 'pt-BR': ptBR, it, pl };
const spoken = new WeakMap<FastifyRequest, string>();

/** Whoever asks is known from now on, and what they read follows their language. */
export function speak(request: FastifyRequest, language: string): void {
  spoken.set(request, language);
}

/** The caller's language as far as we speak it: the person's own, else what the browser asks for. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = [
    spoken.get(request) ?? '',
    ...(request.headers['accept-language'] ?? '').split(','),
  ];
  for (const one of wanted) {
    const tag = one.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (!tag) continue;
    const found = languages.find(
      (language) => language.toLowerCase() === tag || language.split('-')[0] === tag.split('-')[0],
    );
    if (found) return found;
  }
  return 'en';
}

/** Says no in the caller's language: what is wrong, and what to do. What only a program can have done wrong stays exact. */
export const describe: Describe = (refusal, request) => {
  const language = languageOf(request);
  if (!refusal) {
    const own = textAt(language, 'refusal.defect');
    return {
      title: textOf(own, 'title') ?? 'Something went wrong',
      detail: textOf(own, 'detail') ?? 'It is our fault and has been noted.',
      errors: [],
    };
  }
  const general = textAt(language, `refusal.${refusal.code}`);
  const exact = refusal.reason
    ? textAt(language, `refusal.${refusal.code}.${refusal.reason}`)
    : undefined;
  const errors = refusal.errors.map((error) => ({ ...error, message: messageOf(error, language) }));
  return {
    title: textOf(exact, 'title') ?? textOf(general, 'title') ?? refusal.message,
    detail: detailOf(refusal, language, textOf(exact, 'detail') ?? textOf(general, 'detail')),
    errors,
  };
};

function detailOf(refusal: Refusal, language: Language, known: string | undefined): string {
  // Of a filter the message says which part; whoever is no program is refused for a reason with words of its own.
  const isProgram = refusal.reason === undefined || refusal.reason === 'filter';
  if (refusal.code === 'malformed' && isProgram) return refusal.message;
  const count = refusal.details['count'];
  if (refusal.reason && typeof count === 'number') {
    const form = new Intl.PluralRules(language).select(count);
    const text = textAt(language, `invalid.${refusal.reason}_${form}`);
    if (typeof text === 'string') return filled(text, { count });
  }
  return filled(known ?? refusal.message, namedIn(refusal.details));
}

/** Names that a text may say: whose it is by now. */
const namedIn = (details: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(details).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    ),
  );

function messageOf(error: FieldError, language: Language): string {
  const text = textAt(language, `invalid.${error.code}`);
  return typeof text === 'string' ? filled(text, error.values ?? {}) : error.message;
}

function textAt(language: Language, path: string): string | Texts | undefined {
  let here: string | Texts | undefined = texts[language];
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = here[step];
  }
  return here;
}

const textOf = (place: string | Texts | undefined, name: string): string | undefined => {
  const found = typeof place === 'object' ? place[name] : undefined;
  return typeof found === 'string' ? found : undefined;
};

const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
