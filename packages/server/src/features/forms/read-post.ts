import { type FieldError, Refusal, unstorable } from '@relata/model';
import { usualOptions } from '#engine/import/options.ts';
import { rowReader } from '#engine/import/read-row.ts';
import { wordingOf } from '#engine/import/trouble.ts';
import type { Work } from '#engine/work.ts';
import { type Form, type FormQuestion, said } from './form.ts';
import { type Makes, visitFields } from './questions.ts';

/** Names in a post that are no fields. No field of a lead may be called so. */
export const names = {
  ticket: 'relata-ticket',
  proof: 'relata-proof',
  consent: 'relata-consent',
  /** Left empty by people, who do not see it. */
  trap: 'your-website',
} as const;

/** What was sent, by name; what was ticked several times is a list. */
export type Post = Record<string, unknown>;

/** Of several values one text; a list of options is one a line. */
export function textIn(post: Post, name: string): string {
  const value = Object.hasOwn(post, name) ? post[name] : undefined;
  if (value === null || value === undefined) return '';
  const texts = [value].flat();
  if (texts.length > 100 || !texts.every((one) => typeof one !== 'object' || one === null))
    throw new Refusal('malformed', `'${name}' takes a text`);
  const text = texts.map((one) => String(one ?? '')).join('\n');
  if (unstorable.test(JSON.stringify(text)))
    throw new Refusal('malformed', 'this holds characters that cannot be stored');
  return text;
}

/** The visitor's answers, by whose fields they are. */
export type Answers = Record<Makes, Record<string, unknown>>;

/**
 * What a visitor wrote, as fields of a lead and of the deal that it becomes: only those that the form asks for, read as
 * the import reads cells, and what came along from the page. Refuses `invalid` with every answer that is missing or
 * cannot be read, in the form's language.
 */
export function readPost(form: Form, post: Post, workspace: Work['workspace']): Answers {
  const errors: FieldError[] = [];
  const answers = {
    lead: readFields(form, post, { object: 'lead', workspace, errors }),
    deal: readFields(form, post, { object: 'deal', workspace, errors }),
  };
  if (said(form, 'consentText') && textIn(post, names.consent) === '')
    errors.push({ field: names.consent, code: 'consent', message: 'must be ticked' });
  if (errors.length) throw new Refusal('invalid', 'some answers are missing', { errors });
  return answers;
}

/** Adds what is wrong to `errors`. */
function readFields(
  form: Form,
  post: Post,
  {
    object,
    workspace,
    errors,
  }: {
    object: Makes;
    workspace: Work['workspace'];
    errors: FieldError[];
  },
): Record<string, unknown> {
  const questions = form.questions.filter((one) => one.object === object);
  const visit = object === 'lead' ? visitFields.filter((name) => textIn(post, name) !== '') : [];
  const asked = [
    ...questions.map(({ field, column }) => ({ name: field, column })),
    ...visit.map((name) => ({ name, column: name })),
  ];
  const cells = asked.map(({ name }) => shortened(form, name, textIn(post, name).trim()));
  const { values, troubles } = rowReader(
    {
      catalog: form.catalog,
      workspace,
      header: asked.map(({ name }) => name),
      object,
      mapping: asked.map(({ name, column }) => {
        const [field = '', part] = column.split('.');
        return { column: name, field, ...(part && { part: part as 'city' }), split: '\n' };
      }),
      options: { ...usualOptions },
      formats: {},
      lists: { find: () => undefined, user: () => undefined },
      timeZone: workspace.timeZone,
      own: false,
    },
    (cell) => cell,
  )({ row: 1, line: 1, cells });
  const known = new Set(questions.map(({ field }) => field));
  const unread = troubles.flatMap((one): FieldError[] => {
    const field = one.column ?? one.field ?? '';
    if (one.level === 'note' || !known.has(field)) return [];
    return [{ field, code: one.code, message: wordingOf(one, form.language) }];
  });
  errors.push(...unread);
  for (const [at, question] of questions.entries()) {
    if (unread.some(({ field }) => field === question.field)) continue;
    const code = problemOf(question, cells[at] ?? '');
    if (code) errors.push({ field: question.field, code, message: 'is not answered' });
  }
  return values;
}

/** What nobody typed must not be what a visitor is refused for. */
const shortened = (form: Form, name: string, text: string): string =>
  visitFields.includes(name)
    ? text.slice(0, form.catalog.objects['lead']?.fields[name]?.max ?? 250)
    : text;

const refusals = /^(false|0|no|off)$/i;

function problemOf({ required, input, options, max }: FormQuestion, text: string): string | null {
  if (text === '' || (input === 'box' && refusals.test(text))) return required ? 'required' : null;
  const chosen = input === 'many' ? text.split('\n') : [text];
  // Lists that a workspace extends would take anything.
  if (options && !chosen.every((one) => options.some(({ value }) => value === one)))
    return 'option';
  return max !== undefined && text.length > max ? 'too_long' : null;
}
