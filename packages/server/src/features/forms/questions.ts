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

/** A field of a lead that a form may ask for, in the words of a language. */
export interface Question {
  /** As forms name it: `emails`, `addresses.city`. */
  field: string;
  label: string;
  input: Input;
  options?: { value: string; label: string }[];
  /** Characters at most. */
  max?: number;
}

/** Whether it exists already would be told by refusing it: what is unique is never asked. */
function isAsked(lead: CatalogObject, name: string): boolean {
  const field = lead.fields[name];
  if (!field || !inputs[field.kind] || ours.has(name) || visitFields.includes(name)) return false;
  return comesFromOutside(lead, name) && !field.unique && !field.uniqueWithin && !field.formula;
}

/** Everything that a form may ask for, in the order of the lead's page. */
export function questionsIn(catalog: Catalog, language: Language): Map<string, Question> {
  const lead = objectOf(catalog, 'lead');
  const shown = lead.sections.flatMap(({ fields }) => fields);
  const names = [...new Set([...shown, ...Object.keys(lead.fields)])];
  const found = new Map<string, Question>();
  for (const name of names.filter((one) => isAsked(lead, one)))
    for (const question of asked(lead, name, language)) found.set(question.field, question);
  return found;
}

function asked(lead: CatalogObject, name: string, language: Language): Question[] {
  const field = lead.fields[name];
  const input = field && inputs[field.kind];
  if (!input) return [];
  if (field.kind === 'addresses')
    return addressParts.map((part) => ({
      field: `${name}.${part}`,
      label: textIn(language, `export.parts.${part}`) ?? part,
      input,
      max: 200,
    }));
  const options = field.options
    ?.filter(({ hidden }) => !hidden)
    .map(({ value }) => ({ value, label: optionLabel(lead, name, value, language) ?? value }));
  const isText = field.kind === 'text' || field.kind === 'longText';
  return [
    {
      field: name,
      label: askedAs(name, language) ?? fieldLabel(lead, name, language),
      input,
      ...(options && { options }),
      ...(isText && field.max !== undefined && { max: Math.min(field.max, 10_000) }),
    },
  ];
}
