import type { AnyRecord, DescribedObject } from '@relata/client';
import i18next from 'i18next';
import { isLanguage, labelsIn } from '../app/language.ts';

const labelsHere = () => labelsIn(isLanguage(i18next.language) ? i18next.language : 'en');

/** What was made, called what it is: a goal for a quarter has no name that says so. */
export function createdText(object: DescribedObject, title: string): string {
  return i18next.t('app:done.created', { new: labelsHere().object(object, 'new'), title });
}

/** What an action has done, as somebody would say it. */
export const actedText = (object: DescribedObject, action: string, title: string): string =>
  i18next.t('app:done.acted', { action: labelsHere().acted(object, action), title });

/** The action by which a record otherwise gets a status. */
const leadingTo = new Map<unknown, string>([
  ['won', 'win'],
  ['lost', 'lose'],
  ['open', 'reopen'],
]);

/** What a change of these fields has done; one that did what an action does is said as that: by its stage, a deal is won. */
export function changedText(
  object: DescribedObject,
  fields: readonly string[],
  before: AnyRecord,
  after: AnyRecord,
): string {
  const { title } = after;
  const action = leadingTo.get(after['status']);
  const [was, is] = [before['status'], after['status']];
  if (action && object.actions[action] && was !== undefined && was !== is)
    return actedText(object, action, title);
  const [first = ''] = fields;
  return fields.length === 1
    ? i18next.t('app:done.changedField', { field: labelsHere().field(object, first), title })
    : i18next.t('app:done.changed', { title });
}
