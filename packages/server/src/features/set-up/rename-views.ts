import { type ObjectLabel, objectOf, systemActor } from '@relata/model';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields } from '#engine/records/read.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { filled, languageNamed } from '#engine/wording.ts';
import { type SeedTexts, seedTextsIn } from '#features/pipelines/index.ts';
import { shippedViews } from './shipped-views.ts';

interface Renaming {
  object: string;
  /** What the workspace called the object; missing: as we do. */
  before: ObjectLabel | null | undefined;
  after: ObjectLabel | null | undefined;
}

/**
 * Views for everybody that came with an object that is called otherwise now, and that nobody has named, say its new
 * name; back, where it is called as ever. Also one that has missed an earlier name: it lay in the recycle bin. What
 * somebody keeps to themselves or for some stays as they call it.
 */
export async function renameViews(work: Work, { object, before, after }: Renaming): Promise<void> {
  const language = languageNamed(work.workspace.language);
  const texts = seedTextsIn(language);
  const named = (label: ObjectLabel | null | undefined, key: string, name: string) =>
    nameWith(texts, label?.[language]?.many, key) ?? name;
  const renamed = new Map(
    shippedViews(texts).flatMap(({ key, values }) => {
      if (values.object !== object) return [];
      const [old, name] = [before, after].map((label) => named(label, key, values.name));
      return old === name ? [] : [old, values.name].map((one) => [one, name] as const);
    }),
  );
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from view where workspace_id = $1 and object = $2 and name = any($3)
       and shared_with = 'everyone' and deleted_at is null order by id`,
    [work.workspace.id, object, [...renamed.keys()]],
  );
  if (!rows.length) return;
  const view = objectOf(work.catalog, 'view');
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'set-up') };
  const loaded = await lockRecords(everywhere, view, {
    ...{ ids: rows.map(({ id }) => id), verb: 'update', fields: ownFields(view) },
  });
  const drafts = [...loaded].map(([id, record]): Draft => {
    const changes = { name: renamed.get(String(record['name'])) ?? record['name'] };
    return { object: view, id, before: record, changes, given: new Set(['name']) };
  });
  await saveDrafts(work, view, drafts);
}

/** `deal.all` of negotiations is the list of them: in words that go with a name of any gender. */
function nameWith({ views }: SeedTexts, objects: string | undefined, key: string) {
  const { all, mine, recent } = views;
  const words = new Map(Object.entries({ all, mine, recent })).get(key.split('.')[1] ?? '');
  return objects === undefined || words === undefined ? undefined : filled(words, { objects });
}
