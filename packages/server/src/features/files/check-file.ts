import { invalid } from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import { statement, type Work } from '#engine/work.ts';
import { images } from './content-type.ts';
import { cleanName } from './file-name.ts';

/** A file comes from an upload, and keeps a name that can be shown and downloaded. */
export async function checkFile(_work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    if (draft.before === null && !willBe(draft, 'versions'))
      throw invalid('name', 'file_needed', 'upload the file itself');
    if (typeof draft.changes['name'] === 'string')
      draft.changes['name'] = cleanName(draft.changes['name']);
  }
}

/** Fields that hold files take those that are there for whoever writes them; photos only pictures. */
export async function checkFilesField(work: Work, drafts: Draft[], field: string): Promise<void> {
  const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  const added = drafts.flatMap((draft) => {
    const before = new Set(idsIn(draft.before?.[field]));
    return idsIn(draft.changes[field]).filter((id) => !before.has(id));
  });
  if (!added.length) return;
  const made = statement(work);
  const { rows } = await work.connection.query<{ id: string; content_type: string | null }>(
    `select t.id, t.content_type from file t where t.workspace_id = $1 and t.id = any(${made.parameters.add(added, 'uuid[]')})
       and t.deleted_at is null and ${made.visible('file', 't')}`,
    made.parameters.values,
  );
  const found = new Map(rows.map((row) => [row.id, row.content_type ?? '']));
  const definition = drafts[0]?.object.fields[field];
  for (const id of added) {
    const type = found.get(id);
    if (type === undefined)
      throw invalid(field, 'not_found', 'the file that it names is not there');
    if (definition?.images && !images.includes(type))
      throw invalid(field, 'image', 'takes a picture');
  }
}
