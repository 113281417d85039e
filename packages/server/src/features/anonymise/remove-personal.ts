import { type CatalogObject, type Field, systemActor } from '@relata/model';
import { wholesOf } from '#engine/merge/merged.ts';
import type { Draft } from '#engine/records/draft.ts';
import { saveDrafts } from '#engine/records/update.ts';
import { forgetUnsaid, wordsSaid } from '#engine/search/known-words.ts';
import type { Work } from '#engine/work.ts';
import { languageNamed, textIn } from '#engine/wording.ts';
import { removeForGood } from '#features/recycle-bin/index.ts';

/**
 * Empties what is personal of loaded and locked records, in the history as well. What was merged into them was the same
 * somebody: its history, which is read as theirs, is emptied too, and its record leaves the recycle bin for good. Gives
 * the files that it named.
 */
export async function removePersonal(
  work: Work,
  object: CatalogObject,
  records: Map<string, Record<string, unknown>>,
  also: Record<string, unknown> = {},
): Promise<string[]> {
  const personal = Object.entries(object.fields).filter(([, field]) => field.personal);
  const names = personal.map(([name]) => name);
  const changes = {
    ...Object.fromEntries(names.map((name) => [name, null])),
    ...neutralTitle(work, object),
    ...also,
  };
  const drafts = [...records].map(([id, before]): Draft => {
    // What formulas say follows from the rest.
    const given = new Set(Object.keys(changes).filter((name) => !object.fields[name]?.formula));
    const own = Object.fromEntries([...given].map((name) => [name, changes[name] ?? null]));
    return { object, id, before, changes: own, given };
  });
  const whole = await wholesOf(work, [...records.keys()]);
  const said = await wordsSaid(work, object, whole);
  await saveDrafts({ ...work, inAction: 'anonymise' }, object, drafts);
  const others = whole.filter((id) => !records.has(id));
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'anonymise') };
  if (others.length) await removeForGood(everywhere, object, others);
  await forget(work, object, whole, names);
  await forgetUnsaid(work, said);
  return [...records.values()].flatMap((record) => filesOf(personal, record));
}

/** The last of the personal fields that make the title: nobody is called by it. */
function neutralTitle(work: Work, object: CatalogObject): Record<string, string> {
  const name = object.title.findLast((one) => object.fields[one]?.personal);
  const text = textIn(languageNamed(work.workspace.language), 'anonymised');
  return name === undefined || text === undefined ? {} : { [name]: text };
}

const filesOf = (
  personal: readonly (readonly [string, Field])[],
  record: Record<string, unknown>,
): string[] =>
  personal.flatMap(([name, { kind }]) =>
    kind === 'files' ? ((record[name] ?? []) as string[]) : [],
  );

/** The history keeps that these fields were changed, by whom and when; what they said is gone, and so is their undo. */
async function forget(
  work: Work,
  object: CatalogObject,
  ids: string[],
  names: string[],
): Promise<void> {
  const emptied = (column: string) =>
    `(select jsonb_object_agg(e.key, case when e.key = any($4) then null else e.value end) from jsonb_each(${column}) e)`;
  await work.connection.query(
    `update change set before = ${emptied('before')}, after = ${emptied('after')}
     where workspace_id = $1 and record_id = any($2) and object = $3 and before is not null and before ?| $4`,
    [work.workspace.id, ids, object.name, names],
  );
  for (const table of ['notification', 'change_mark'])
    await work.connection.query(
      `delete from ${table} where workspace_id = $1 and record_id = any($2) and object = $3`,
      [work.workspace.id, ids, object.name],
    );
}
