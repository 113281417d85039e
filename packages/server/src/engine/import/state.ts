import { type Actor, isId, systemActor } from '@relata/model';
import type { Engine } from '../engine.ts';
import { create } from '../records/create.ts';
import { notThere, read } from '../records/read.ts';
import { update } from '../records/update.ts';
import { type Work, working } from '../work.ts';
import type { Facts } from './analyse.ts';
import { type Counts, noCounts } from './counts.ts';
import { resultOf } from './result.ts';
import type { ImportOptions } from './options.ts';
import type { ColumnMapping } from './presets/mapping.ts';
import type { PreviewRow } from './preview.ts';
import type { LateLink, RowReport } from './save-chunk.ts';

export type ImportStatus = 'draft' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone';

/** An import as it is stored: the record that everybody knows, and its bulk. */
export interface ImportState {
  id: string;
  fileName: string;
  object: string;
  status: ImportStatus;
  mapping: ColumnMapping[];
  options: ImportOptions;
  batch: string | null;
  result: Record<string, unknown> | null;
  createdAt: string;
  fileKey: string;
  fileSize: number;
  facts: Facts;
  preview: PreviewRow[];
  workId: string | null;
  pass: number;
  nextRow: number;
  counts: Counts;
  rowsPerSecond: number;
}

interface Row {
  file_key: string;
  file_size: string;
  facts: Facts;
  preview: PreviewRow[];
  work_id: string | null;
  pass: number;
  next_row: string;
  counts: Partial<Counts>;
  rows_per_second: number;
}

/** One's own import; refuses as if it were not there. */
export async function loadImport(work: Work, id: string): Promise<ImportState> {
  if (!isId(id)) throw notThere();
  const record = await read(work, 'import', id);
  const { rows } = await work.connection.query<Row>(
    `select file_key, file_size, facts, preview, work_id, pass, next_row, counts, rows_per_second
     from import_state where workspace_id = $1 and import_id = $2`,
    [work.workspace.id, id],
  );
  const row = rows[0];
  if (!row) throw notThere();
  return {
    id: String(record['id']),
    fileName: String(record['fileName']),
    object: String(record['object']),
    status: record['status'] as ImportStatus,
    mapping: (record['mapping'] ?? []) as ColumnMapping[],
    options: record['options'] as ImportOptions,
    batch: (record['batch'] ?? null) as string | null,
    result: (record['result'] ?? null) as Record<string, unknown> | null,
    createdAt: String(record['createdAt']),
    fileKey: row.file_key,
    fileSize: Number(row.file_size),
    facts: row.facts,
    preview: row.preview,
    workId: row.work_id,
    pass: row.pass,
    nextRow: Number(row.next_row),
    counts: { ...noCounts(), ...row.counts },
    rowsPerSecond: row.rows_per_second,
  };
}

/** Imports are written by the engine for whoever imports: a person changes them only through their routes. */
const keeper = (actor: Actor): Actor => ({
  ...systemActor(actor.workspace, 'import'),
  user: actor.user,
  timeZone: actor.timeZone,
});

type Draft = Pick<
  ImportState,
  'fileName' | 'object' | 'mapping' | 'options' | 'fileKey' | 'fileSize' | 'facts' | 'preview'
>;

export async function storeDraft(engine: Engine, actor: Actor, draft: Draft): Promise<string> {
  return working(engine, keeper(actor), async (work) => {
    const { fileName, object, mapping, options } = draft;
    const id = await create(work, 'import', {
      fileName,
      object,
      status: 'draft',
      mapping,
      options,
      owner: actor.user,
    });
    await work.connection.query(
      'insert into import_state (workspace_id, import_id, file_key, file_size, facts, preview) values ($1, $2, $3, $4, $5, $6)',
      [
        work.workspace.id,
        id,
        draft.fileKey,
        draft.fileSize,
        JSON.stringify(draft.facts),
        JSON.stringify(draft.preview),
      ],
    );
    return id;
  });
}

export async function changeDraft(
  engine: Engine,
  actor: Actor,
  id: string,
  {
    object,
    mapping,
    options,
    facts,
    preview,
  }: Pick<ImportState, 'object' | 'mapping' | 'options' | 'facts' | 'preview'>,
): Promise<void> {
  await working(engine, keeper(actor), async (work) => {
    await update(work, 'import', id, { object, mapping, options });
    await work.connection.query(
      'update import_state set facts = $3, preview = $4 where workspace_id = $1 and import_id = $2',
      [work.workspace.id, id, JSON.stringify(facts), JSON.stringify(preview)],
    );
  });
}

/**
 * Gives the import its last status, with what came of it by then; false where it is none of `from` any more. Waits
 * for rows that are just being saved: whoever stops an import may take it back at once, and nothing comes after.
 */
export async function endImport(
  engine: Engine,
  actor: Actor,
  id: string,
  status: ImportStatus,
  from: ImportStatus[],
): Promise<boolean> {
  return working(engine, keeper(actor), async (work) => {
    const { rows } = await work.connection.query<{ counts: Partial<Counts> }>(
      'select counts from import_state where workspace_id = $1 and import_id = $2 for update',
      [work.workspace.id, id],
    );
    const now = await work.connection.query<{ status: ImportStatus }>(
      'select status from "import" where workspace_id = $1 and id = $2',
      [work.workspace.id, id],
    );
    if (!now.rows[0] || !from.includes(now.rows[0].status)) return false;
    const counts = { ...noCounts(), ...rows[0]?.counts };
    await update(work, 'import', id, { status, result: resultOf(counts) });
    return true;
  });
}

/** Only one start wins; whoever died between claim and start loses it after a minute. */
export async function claim(engine: Engine, actor: Actor, id: string): Promise<boolean> {
  const now = engine.clock.now();
  const { rowCount } = await engine.database.of(actor.workspace).query(
    `update import_state set claimed_at = $3 where workspace_id = $1 and import_id = $2
       and work_id is null and (claimed_at is null or claimed_at < $4)`,
    [actor.workspace, id, now.toISOString(), new Date(now.getTime() - 60_000).toISOString()],
  );
  return rowCount === 1;
}

export async function unclaim(engine: Engine, actor: Actor, id: string): Promise<void> {
  await engine.database
    .of(actor.workspace)
    .query(
      'update import_state set claimed_at = null where workspace_id = $1 and import_id = $2 and work_id is null',
      [actor.workspace, id],
    );
}

/** From the claim on: the import belongs to this work, whose id is also the batch of all its changes. */
export async function begin(
  engine: Engine,
  actor: Actor,
  id: string,
  workId: string,
): Promise<void> {
  await working(engine, keeper(actor), async (work) => {
    const { rowCount } = await work.connection.query(
      'update import_state set work_id = $3 where workspace_id = $1 and import_id = $2 and work_id is null',
      [work.workspace.id, id, workId],
    );
    if (rowCount) await update(work, 'import', id, { status: 'running', batch: workId });
  });
}

/** Where a run is, as the transaction that moves it on finds it. */
export interface Pointer {
  pass: number;
  nextRow: number;
}

/** Locks the run against a second one. `stopped`: somebody has cancelled it; `taken`: another goes on with it. */
export async function lockRun(
  work: Work,
  id: string,
  workId: string,
  at: Pointer,
): Promise<'ours' | 'stopped' | 'taken'> {
  const { rows } = await work.connection.query<{
    work_id: string | null;
    pass: number;
    next_row: string;
    status: string;
  }>(
    `select s.work_id, s.pass, s.next_row, (select i.status from "import" i where i.workspace_id = $1 and i.id = $2) as status
     from import_state s where s.workspace_id = $1 and s.import_id = $2 for update of s`,
    [work.workspace.id, id],
  );
  const row = rows[0];
  if (row?.work_id !== workId || row.pass !== at.pass || Number(row.next_row) !== at.nextRow)
    return 'taken';
  return row.status === 'running' ? 'ours' : 'stopped';
}

/** Moves the run on, in the transaction that saved the rows. */
export async function moveOn(
  work: Work,
  id: string,
  to: Pointer,
  counts: Counts,
  rowsPerSecond: number,
): Promise<void> {
  await work.connection.query(
    `update import_state set pass = $3, next_row = $4, counts = $5, rows_per_second = $6 where workspace_id = $1 and import_id = $2`,
    [work.workspace.id, id, to.pass, to.nextRow, JSON.stringify(counts), rowsPerSecond],
  );
}

export async function storeReports(work: Work, id: string, reports: RowReport[]): Promise<void> {
  if (!reports.length) return;
  const rows = reports.map(({ row, outcome }) => ({
    row_number: row.row,
    line: row.line,
    outcome,
    cells: row.cells,
    problems: row.troubles.filter((one) => one.level !== 'note'),
  }));
  await work.connection.query(
    `insert into import_row (workspace_id, import_id, row_number, line, outcome, cells, problems)
     select $1, $2, r.row_number, r.line, r.outcome, r.cells, r.problems
     from jsonb_to_recordset($3::jsonb) as r(row_number bigint, line bigint, outcome text, cells jsonb, problems jsonb)
     on conflict (workspace_id, import_id, row_number) do update
       set problems = import_row.problems || excluded.problems`,
    [work.workspace.id, id, storable(rows)],
  );
}

export async function storeLinks(work: Work, id: string, links: LateLink[]): Promise<void> {
  if (!links.length) return;
  const rows = links.map(({ row, field, record, keys }) => ({
    row_number: row.row,
    line: row.line,
    field,
    record_id: record,
    keys,
    cells: row.cells,
  }));
  await work.connection.query(
    `insert into import_link (workspace_id, import_id, row_number, field, line, record_id, keys, cells)
     select $1, $2, r.row_number, r.field, r.line, r.record_id, r.keys, r.cells
     from jsonb_to_recordset($3::jsonb) as r(row_number bigint, field text, line bigint, record_id uuid, keys jsonb, cells jsonb)`,
    [work.workspace.id, id, storable(rows)],
  );
}

/** Cells as the file had them may hold halves of characters, which `jsonb` refuses. */
const storable = (rows: object[]): string =>
  JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
