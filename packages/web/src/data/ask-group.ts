import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Filter, Group } from '@relata/model';
import i18next from 'i18next';
import { isLanguage, labelsIn } from '../app/language.ts';
import { askRemembering } from '../ui/question.ts';
import { type DescribedCatalog, described } from './catalog.ts';
import { client } from './client.ts';
import { groupChoice, keepGroupChoice } from './group-choice.ts';

/** Is a change of what a group shares meant for all of it? Asked unless the person has said so once for all. */
export async function meantForGroup(
  catalog: DescribedCatalog,
  object: DescribedObject,
  record: AnyRecord,
  { leader, members, link }: Group,
): Promise<boolean> {
  const choice = groupChoice();
  if (choice === 'never') return false;
  const holder = described(catalog, members);
  const first = object.name === leader ? record.id : await leaderOf(object, record, link);
  if (first === null) return false;
  // As many as there are members: whoever is changed is one of them, or it is the leader.
  const filter = { [link]: { eq: first } };
  const [row] = await client.aggregate(holder, { filter, measures: ['count'] });
  const count = row?.['count'] ?? 0;
  if (!count || choice === 'always') return count > 0;
  const { one } = namesOf(catalog, leader, members);
  return ask({
    text: i18next.t('group:text', { count, ...one }),
    no: i18next.t('group:one'),
  });
}

/** The same for one change of many: those that a filter names; asked as well where it is not known whether they have others. */
export async function meantForGroups(
  catalog: DescribedCatalog,
  object: DescribedObject,
  chosen: Filter | null,
  { leader, members, link }: Group,
): Promise<boolean> {
  const choice = groupChoice();
  if (choice !== 'ask') return choice === 'always';
  if (chosen && object.name === members) {
    const filter: Filter = { and: [chosen, { [link]: { empty: false } }] };
    const [row] = await client.aggregate(object, { filter, measures: ['count'] });
    if (!row?.['count']) return false;
  }
  const { many } = namesOf(catalog, leader, members);
  return ask({ text: i18next.t('group:textMany', many), no: i18next.t('group:chosen') });
}

async function ask({ text, no }: { text: string; no: string }): Promise<boolean> {
  const { isWanted, isRemembered } = await askRemembering({
    ...{ text, no },
    title: i18next.t('group:title'),
    yes: i18next.t('group:all'),
    remember: i18next.t('group:remember'),
  });
  if (isRemembered) keepGroupChoice(isWanted ? 'always' : 'never');
  return isWanted;
}

function namesOf(catalog: DescribedCatalog, leader: string, members: string) {
  const labels = labelsIn(isLanguage(i18next.language) ? i18next.language : 'en');
  const name = (object: string, form: 'one' | 'many') =>
    labels.object(described(catalog, object), form);
  return {
    one: { leader: name(leader, 'one'), members: name(members, 'many') },
    many: { leaders: name(leader, 'many'), members: name(members, 'many') },
  };
}

/** Lists know only the columns that they show. */
async function leaderOf(
  object: DescribedObject,
  record: AnyRecord,
  link: string,
): Promise<string | null> {
  const value = link in record ? record[link] : (await client.read(object, record.id))[link];
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
}
