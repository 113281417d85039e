/**
 * Prints what the migrations lack of what the definitions say, as a draft of the next one:
 * `node tools/draft-migration.ts > packages/server/src/migrations/NNNN_name.sql`. All migrations run on an empty
 * database of its own (or on the one in DATABASE_URL, which they then bring up to date). `--empty` prints every table.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftSchema } from '../packages/server/src/engine/tables/draft.ts';
import { openDatabase } from '../packages/server/src/platform/db.ts';
import { createLog } from '../packages/server/src/platform/log.ts';
import { migrate } from '../packages/server/src/platform/migrate.ts';

if (process.argv.includes('--empty')) {
  print(draftSchema(new Map(), new Set()));
} else {
  const dataDir = mkdtempSync(join(tmpdir(), 'relata-draft-'));
  // Root's database server runs as somebody else, who must get through.
  chmodSync(dataDir, 0o711);
  try {
    await draft(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function draft(dataDir: string): Promise<void> {
  const log = createLog('warn', process.stderr);
  const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], dataDir }, log);
  try {
    await migrate(database.settings, log);
    const columns = await database.query<{ table_name: string; column_name: string }>(
      'select table_name, column_name from information_schema.columns where table_schema = current_schema()',
    );
    const indexes = await database.query<{ indexname: string }>(
      `select indexname from pg_indexes where schemaname = current_schema()
       union all select conname from pg_constraint where contype = 'f'`,
    );
    const tables = Map.groupBy(columns.rows, (row) => row.table_name);
    print(
      draftSchema(
        new Map(
          [...tables].map(([table, rows]) => [table, new Set(rows.map((row) => row.column_name))]),
        ),
        new Set(indexes.rows.map((row) => row.indexname)),
      ),
    );
  } finally {
    await database.stop();
  }
}

function print(statements: string[]): void {
  process.stdout.write(`${statements.join('\n\n')}\n`);
}
