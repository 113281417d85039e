import type { Actor } from '@relata/model';
import type { Engine } from '../engine.ts';
import { byteOrderMark, csvLine } from '../export/csv.ts';
import { languageNamed, textIn } from '../wording.ts';
import { reading } from '../work.ts';
import { loadImport } from './state.ts';
import { type Trouble, wordingWithPlace } from './trouble.ts';

const atOnce = 1000;

interface Row {
  row_number: string;
  line: string;
  cells: string[];
  problems: Trouble[];
}

/**
 * The refused rows as a file: their cells as they were, then the line and the reason in the person's language;
 * corrected, it can be imported again. With `warnings`, the rows that were imported and want a look, as well.
 */
export async function* refusedRows(
  engine: Engine,
  actor: Actor,
  id: string,
  { warnings }: { warnings: boolean },
): AsyncGenerator<string, void, undefined> {
  const work = await reading(engine, actor);
  const { facts } = await loadImport(work, id);
  const language = languageNamed(actor.language);
  const columns = facts.columns.map((column) => column.name);
  const delimiter = facts.reading.delimiter ?? ',';
  const titles = [
    textIn(language, 'import.line') ?? 'Line',
    textIn(language, 'import.reason') ?? 'Reason',
  ];
  yield byteOrderMark + csvLine([...columns, ...titles], delimiter);
  let after = 0;
  for (;;) {
    const { rows } = await work.connection.query<Row>(
      `select row_number, line, cells, problems from import_row
       where workspace_id = $1 and import_id = $2 and row_number > $3 and outcome = any($4) order by row_number limit ${atOnce}`,
      [work.workspace.id, id, after, warnings ? ['refused', 'warning', 'skipped'] : ['refused']],
    );
    let text = '';
    for (const { line, cells, problems, row_number } of rows) {
      const reason = [...new Set(problems.map((one) => wordingWithPlace(one, language)))].join(' ');
      const own = columns.map((_, at) => cells[at] ?? '');
      text += csvLine([...own, line, reason], delimiter);
      after = Number(row_number);
    }
    if (text) yield text;
    if (rows.length < atOnce) return;
  }
}
