import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Group } from '@relata/model';
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
  const labels = labelsIn(isLanguage(i18next.language) ? i18next.language : 'en');
  const { isWanted, isRemembered } = await askRemembering({
    title: i18next.t('group:title'),
    text: i18next.t('group:text', {
      count,
      leader: labels.object(described(catalog, leader), 'one'),
      members: labels.object(holder, 'many'),
    }),
    yes: i18next.t('group:all'),
    no: i18next.t('group:one'),
    remember: i18next.t('group:remember'),
  });
  if (isRemembered) keepGroupChoice(isWanted ? 'always' : 'never');
  return isWanted;
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
