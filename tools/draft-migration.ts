/**
 * Prints what a database lacks of what the definitions say, as a draft for the next migration.
 * `node tools/draft-migration.ts` migrates the database that the settings name, as a start would, and compares
 * with it; `--empty` compares with none.
 */
import { draftSchema } from '../packages/server/src/engine/tables/draft.ts';
import { readConfig } from '../packages/server/src/platform/config.ts';
import { openDatabase } from '../packages/server/src/platform/db.ts';
import { createLog } from '../packages/server/src/platform/log.ts';
import { migrate } from '../packages/server/src/platform/migrate.ts';

if (process.argv.includes('--empty')) {
  print(draftSchema(new Map(), new Set()));
} else {
  // What is printed is a file in the making: nothing but warnings comes between.
  const log = createLog('warn');
  const database = await openDatabase(readConfig(), log);
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
  await database.stop();
}

function print(statements: string[]): void {
  process.stdout.write(`${statements.join('\n\n')}\n`);
}
