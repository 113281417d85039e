import { type CatalogObject, invalid } from '@relata/model';
import { same } from '../records/draft.ts';
import type { Loaded } from './plan-fields.ts';

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * Who may see the record that several become: nobody who did not see all of them. Where some are restricted, it is
 * restricted to those whom all of these name; a personal one goes together with its maker's personal ones only. Whoever
 * made or owns what stays sees it whatever it says, so they must have seen the others; where it is kept from the actor
 * who made them, nobody is taken to have done so: that a merge is refused must not tell.
 */
export function mergedAccess(
  object: CatalogObject,
  main: Loaded,
  others: readonly Loaded[],
  { owner, knowsMaker }: { owner: unknown; knowsMaker: (id: unknown) => boolean },
): Record<string, unknown> {
  if (!object.fields['access']) return {};
  const all = [main, ...others];
  const kept = all.filter((one) => one['access'] === 'restricted' || one['access'] === 'personal');
  if (!kept.length) return {};
  if (kept.some((one) => one['access'] === 'personal')) {
    const alone = all.every(
      (one) => same(one['access'], 'personal') && same(one['createdBy'], main['createdBy']),
    );
    if (alone) return {};
    throw invalid(
      'access',
      'merge_personal',
      'a personal record is merged with personal ones only',
    );
  }
  const named = kept.map((one) => idsOf(one['accessList']));
  const list = named.reduce((some, more) => some.filter((id) => more.includes(id)));
  const sees = (one: Loaded, id: unknown) =>
    id === null ||
    [...(knowsMaker(one['createdBy']) ? [one['createdBy']] : []), one['owner']].includes(id) ||
    idsOf(one['accessList']).some((listed) => listed === id);
  const shown = [
    knowsMaker(main['createdBy']) ? (main['createdBy'] ?? null) : undefined,
    owner ?? null,
  ];
  if (kept.some((one) => one !== main && shown.some((id) => !sees(one, id))))
    throw invalid('access', 'merge_shows', 'it would be shown to somebody from whom it is kept');
  const changes: Record<string, unknown> = {};
  if (main['access'] !== 'restricted') changes['access'] = 'restricted';
  if (!same(list, main['accessList'] ?? null)) changes['accessList'] = list.length ? list : null;
  return changes;
}
