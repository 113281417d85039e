import {
  type Catalog,
  type CatalogObject,
  comesFromOutside,
  type FieldKind,
  type Language,
  objectOf,
} from '@relata/model';
import { fieldLabel, optionLabel, textIn } from '#engine/wording.ts';
import { askedAs } from './words.ts';

/** How the answer is given: one line, several, a box to tick, one or many of a list … */
export type Input =
  | 'line'
  | 'lines'
  | 'email'
  | 'phone'
  | 'url'
  | 'number'
  | 'date'
  | 'box'
  | 'one'
  | 'many';

const inputs: Partial<Record<FieldKind, Input>> = {
  text: 'line',
  longText: 'lines',
  emails: 'email',
  phones: 'phone',
  urls: 'url',
  addresses: 'line',
  number: 'number',
  integer: 'number',
  date: 'date',
  boolean: 'box',
  select: 'one',
  multiSelect: 'many',
};

/** How far a lead is, what it is worth to us and where it came from is not asked of a visitor. */
const ours = new Set([
  ...['priority', 'temperature', 'rating', 'score', 'source', 'sourceDetails', 'affiliate'],
  ...['consent', 'consentText', 'externalId', 'processing'],
]);

/** What comes along from the page on which the form stands, without being asked. */
export const visitFields = [
  ...['utmSource', 'utmMedium', 'utmCampaign', 'utmContent', 'utmTerm'],
  ...['landingPage', 'referrer'],
];

const addressParts = ['street', 'postalCode', 'city', 'region', 'country'] as const;

/** What a form makes. Whatever it is, it is a lead first. */
export type Makes = 'lead' | 'deal';

export const makesOf = (value: unknown): Makes => (value === 'deal' ? 'deal' : 'lead');

/** A field that a form may ask for, in the words of a language. */
export interface Question {
  /** As forms name it: `emails`, `addresses.city`, `deal.expectedClose`. */
  field: string;
  /** Whose field it is, and how that object names it: `deal`, `expectedClose`. */
  object: Makes;
  column: string;
  label: string;
  input: Input;
  options?: { value: string; label: string }[];
  /** Characters at most. */
  max?: number;
}

/** Whether it exists already would be told by refusing it: what is unique is never asked. */
function isAsked(object: CatalogObject, name: string): boolean {
  const field = object.fields[name];
  if (!field || !inputs[field.kind] || ours.has(name) || visitFields.includes(name)) return false;
  return comesFromOutside(object, name) && !field.unique && !field.uniqueWithin && !field.formula;
}

/** Of what a lead becomes: only what it does not bring along, what is not made up, and what is there from the beginning. */
function isLeft(object: CatalogObject, name: string, lead: CatalogObject): boolean {
  const field = object.fields[name];
  if (!field || field.default || field.showWhen || object.title.includes(name)) return false;
  return !isAsked(lead, name) || lead.fields[name]?.kind !== field.kind;
}

/** Everything that a form may ask for, in the order of the lead's page, then of that of the deal that it makes. */
export function questionsIn(
  catalog: Catalog,
  language: Language,
  makes: Makes,
): Map<string, Question> {
  const lead = objectOf(catalog, 'lead');
  const found = fieldsOf(lead).flatMap((name) => asked(lead, name, { of: 'lead', language }));
  if (makes === 'deal') {
    const deal = objectOf(catalog, 'deal');
    const left = fieldsOf(deal).filter((name) => isLeft(deal, name, lead));
    found.push(...left.flatMap((name) => asked(deal, name, { of: 'deal', language })));
  }
  return new Map(found.map((question) => [question.field, question]));
}

function fieldsOf(object: CatalogObject): string[] {
  const shown = object.sections.flatMap(({ fields }) => fields);
  const names = new Set([...shown, ...Object.keys(object.fields)]);
  return [...names].filter((name) => isAsked(object, name));
}

function asked(
  object: CatalogObject,
  name: string,
  { of, language }: { of: Makes; language: Language },
): Question[] {
  const field = object.fields[name];
  const input = field && inputs[field.kind];
  if (!input) return [];
  const one = (column: string, more: Pick<Question, 'label' | 'options' | 'max'>): Question => ({
    field: of === 'lead' ? column : `${of}.${column}`,
    object: of,
    column,
    input,
    ...more,
  });
  if (field.kind === 'addresses')
    return addressParts.map((part) =>
      one(`${name}.${part}`, { label: textIn(language, `parts.${part}`) ?? part, max: 200 }),
    );
  const options = field.options
    ?.filter(({ hidden }) => !hidden)
    .map(({ value }) => ({ value, label: optionLabel(object, name, value, language) ?? value }));
  const isText = field.kind === 'text' || field.kind === 'longText';
  return [
    one(name, {
      label: (of === 'lead' && askedAs(name, language)) || fieldLabel(object, name, language),
      ...(options && { options }),
      ...(isText && field.max !== undefined && { max: Math.min(field.max, 10_000) }),
    }),
  ];
}
