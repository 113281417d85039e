import { objectOf } from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';
import { settingsOf } from './settings.ts';

/**
 * Whoever is made with a company, by whichever way, is an employee of it, or a consultant where it is a partner, unless
 * somebody says otherwise; what kinds these are is a setting (EP-PC-04, EP-SET-35, EP-SET-36).
 */
export async function kindOfPerson(work: Work, drafts: Draft[]): Promise<void> {
  const unsaid = drafts.filter(
    ({ before, given, changes }) =>
      before === null && !given.has('kind') && typeof changes['company'] === 'string',
  );
  if (!unsaid.length || work.undoes !== null) return;
  const { employeeKind, consultantKind } = await settingsOf(work);
  const known = objectOf(work.catalog, 'person').fields['kind']?.options ?? [];
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from company where workspace_id = $1 and id = any($2) and relationship = 'partner' and deleted_at is null`,
    [work.workspace.id, [...new Set(unsaid.map(({ changes }) => changes['company']))]],
  );
  const partners = new Set(rows.map(({ id }) => id));
  for (const { changes } of unsaid) {
    const kind = partners.has(String(changes['company']).toLowerCase())
      ? consultantKind
      : employeeKind;
    // A kind that somebody has taken out of the list is given to nobody any more.
    if (known.some(({ value, hidden }) => value === kind && !hidden)) changes['kind'] = kind;
  }
}
