import type { Feature } from '../engine.ts';
import type { Work } from '../work.ts';
import { importing } from './run-import.ts';

/** How long a draft waits for its start, and a finished import keeps the file that it came from. In days. */
const draftDays = 7;
const finishedDays = 30;

async function keepFiles(work: Work, keys: string[]): Promise<string[]> {
  const before = (days: number) => new Date(Date.parse(work.now) - days * 86_400_000).toISOString();
  const { rows } = await work.connection.query<{ key: string }>(
    `select s.file_key as key from import_state s join "import" i on i.workspace_id = $1 and i.id = s.import_id
     where s.workspace_id = $1 and s.file_key = any($2) and i.deleted_at is null
       and (i.status = 'running' or i.updated_at > case when i.status = 'draft' then $3::timestamptz else $4::timestamptz end)`,
    [work.workspace.id, keys, before(draftDays), before(finishedDays)],
  );
  return rows.map((row) => row.key);
}

/** Files become records: drafts with a preview, runs in the background, results, undo. */
export const imports: Feature = {
  name: 'imports',
  longWork: { import: importing },
  keepsFiles: keepFiles,
};

export { draftImport, redraftImport, type Wishes } from './draft-import.ts';
export { refusedRows } from './refused-file.ts';
export { showImport } from './show-import.ts';
export { cancelImport, openQuestions, startImport } from './start-import.ts';
export { loadImport } from './state.ts';
