import { objectOf } from '@relata/model';
import { lockRecords } from '../records/read.ts';
import { type Draft, same } from '../records/draft.ts';
import { neededFields, saveDrafts } from '../records/update.ts';
import type { Work } from '../work.ts';
import { formulaFields, formulaValues } from './apply.ts';
import { formulasOf } from './evaluate.ts';

/** Makes the formulas of records anew that somebody may change: as a change of theirs, with history, where it comes to something else. */
export async function recomputeRecords(
  work: Work,
  objectName: string,
  ids: readonly string[],
): Promise<void> {
  const object = objectOf(work.catalog, objectName);
  const formulas = formulasOf(object).map(({ name }) => name);
  const fields = [...neededFields(work, object, formulas), ...formulaFields(object)];
  const loaded = await lockRecords(work, object, { ids: [...ids], verb: 'update', fields });
  const drafts = [...loaded].map(([id, before], nth): Draft => {
    const changes = Object.fromEntries(
      Object.entries(formulaValues(object, before)).filter(
        ([name, value]) => !same(value, before[name] ?? null),
      ),
    );
    return { object, id, before, changes, given: new Set(), nth };
  });
  await saveDrafts(work, object, drafts);
}
