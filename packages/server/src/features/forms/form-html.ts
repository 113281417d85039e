import type { FieldError } from '@relata/model';
import { type Form, type FormQuestion, said } from './form.ts';
import { escaped, lines, tag } from '#platform/html.ts';
import { names, type Post } from './read-post.ts';
import { wordsIn } from './words.ts';

/** How the same form is written on our page and as a piece of another's. */
export interface Writing {
  /** Where it is sent. */
  action: string;
  /** What they have answered before. */
  answers?: Post;
  errors?: FieldError[];
  /** Of the form element. */
  more?: Record<string, string | undefined>;
  /** HTML in front of the button: what only our page has. */
  hidden?: string;
  /** Hides the trap where no style sheet of ours does. */
  trapStyle?: string;
}

/** Questions, consent, trap and button: what a visitor fills in. */
export function formHtml(form: Form, writing: Writing): string {
  const words = wordsIn(form.language);
  const { errors = [], answers = {} } = writing;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const parts = [
    ...form.questions.map((question) =>
      questionHtml(question, answersTo(answers, question.field), errorOf(question.field)),
    ),
    consentHtml(form, answersTo(answers, names.consent).length > 0, errorOf(names.consent)),
    trapHtml(words.trap, writing.trapStyle),
    writing.hidden ?? '',
    tag('button', { type: 'submit' }, escaped(said(form, 'button') || words.send)),
  ];
  return tag(
    'form',
    { method: 'post', action: writing.action, class: 'relata-form', ...writing.more },
    `\n${parts.filter(Boolean).join('\n')}\n`,
  );
}

const answersTo = (answers: Post, name: string): string[] =>
  [Object.hasOwn(answers, name) ? answers[name] : []]
    .flat()
    .flatMap((one) => (one === null || one === undefined || one === '' ? [] : [String(one)]));

const types = { email: 'email', phone: 'tel', url: 'text', date: 'date', line: 'text' } as const;
const completed: Record<string, string> = {
  ...{ firstName: 'given-name', lastName: 'family-name', companyName: 'organization' },
  ...{ jobTitle: 'organization-title', emails: 'email', phones: 'tel', urls: 'url' },
  ...{ 'addresses.street': 'street-address', 'addresses.postalCode': 'postal-code' },
  ...{ 'addresses.city': 'address-level2', 'addresses.region': 'address-level1' },
  'addresses.country': 'country-name',
};

function questionHtml(question: FormQuestion, answers: string[], error?: string): string {
  const { field, label, required, input, options = [], max } = question;
  const id = `relata-${field.replace('.', '-')}`;
  const star = required ? ` ${tag('span', { 'aria-hidden': 'true' }, '*')}` : '';
  const told = error ? { 'aria-invalid': 'true', 'aria-describedby': `${id}-error` } : {};
  const own = { id, name: field, required, ...told };
  const problem = error
    ? tag('p', { class: 'relata-error', id: `${id}-error` }, escaped(error))
    : '';
  const [answer = ''] = answers;
  const isChosen = (value: string) => answers.includes(value);
  const inside = {
    box: () =>
      tag(
        'label',
        { class: 'relata-box' },
        tag('input', { ...own, type: 'checkbox', value: 'true', checked: isChosen('true') }) +
          tag('span', {}, escaped(label) + star),
      ),
    many: () =>
      tag(
        'fieldset',
        { id, ...told },
        tag('legend', {}, escaped(label) + star) +
          options
            .map(({ value, label: option }) =>
              tag(
                'label',
                { class: 'relata-box' },
                tag('input', { type: 'checkbox', name: field, value, checked: isChosen(value) }) +
                  tag('span', {}, escaped(option)),
              ),
            )
            .join(''),
      ),
    one: () =>
      labelled(
        tag(
          'select',
          own,
          tag('option', { value: '' }) +
            options
              .map(({ value, label: option }) =>
                tag('option', { value, selected: isChosen(value) }, escaped(option)),
              )
              .join(''),
        ),
      ),
    lines: () =>
      labelled(tag('textarea', { ...own, rows: 4, maxlength: max }, escaped(answers.join('\n')))),
    number: () => labelled(tag('input', { ...own, type: 'number', step: 'any', value: answer })),
  };
  const labelled = (control: string) => tag('label', { for: id }, escaped(label) + star) + control;
  const simple = () =>
    labelled(
      tag('input', {
        ...own,
        type: types[input as keyof typeof types],
        maxlength: max,
        autocomplete: completed[field],
        value: answer,
      }),
    );
  const draw = Object.hasOwn(inside, input) ? inside[input as keyof typeof inside] : simple;
  return tag('div', { class: 'relata-field' }, draw() + problem);
}

function consentHtml(form: Form, isTicked: boolean, error?: string): string {
  const text = said(form, 'consentText');
  if (!text) return '';
  const id = 'relata-consent';
  const problem = error
    ? tag('p', { class: 'relata-error', id: `${id}-error` }, escaped(error))
    : '';
  const box = tag('input', {
    ...{ type: 'checkbox', id, name: names.consent, value: 'true', required: true },
    checked: isTicked,
    ...(error && { 'aria-invalid': 'true', 'aria-describedby': `${id}-error` }),
  });
  return tag(
    'div',
    { class: 'relata-field' },
    tag('label', { class: 'relata-box' }, box + tag('span', {}, lines(text))) + problem,
  );
}

/** Programs fill in whatever they find; people do not see it. */
function trapHtml(label: string, style: string | undefined): string {
  const input = tag('input', { name: names.trap, type: 'text', tabindex: -1, autocomplete: 'off' });
  return tag(
    'div',
    { class: 'relata-trap', 'aria-hidden': 'true', style },
    tag('label', {}, escaped(label) + input),
  );
}
