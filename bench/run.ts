/**
 * `npm run bench`: makes its workspace once (bench/data), measures over HTTP beside the bare driver, and writes
 * bench/RESULTS.md. `npm run bench -- --small` does it with a hundredth of the records, to try the bench itself;
 * `npm run bench -- lists`, `boards`, `reach`, `inbox`, `duplicates`, `changes`, `files`, `sign-in` or `hidden` measures a part and only prints it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openServerDatabase } from './ground.ts';
import { measureBoards } from './measure-boards.ts';
import { measureChanges } from './measure-changes.ts';
import { measureDuplicates } from './measure-duplicates.ts';
import { measureFiles } from './measure-files.ts';
import { measureHidden } from './measure-hidden.ts';
import { measureInbox } from './measure-inbox.ts';
import { measureLists } from './measure-lists.ts';
import { measureReach } from './measure-reach.ts';
import { measureSignIn } from './measure-sign-in.ts';
import { report, type Result } from './report.ts';

const small = process.argv.includes('--small');
const folder = join(import.meta.dirname, 'data', small ? 'small' : 'large');
mkdirSync(folder, { recursive: true });

const say = (line: string) => void process.stdout.write(`${line}\n`);
const scale = small ? 100 : 1;
const size = {
  companies: 200_000 / scale,
  people: 1_000_000 / scale,
  deals: 200_000 / scale,
  activities: 1_000_000 / scale,
};

const results: Result[] = [];
const add = (result: Result) => {
  results.push(result);
  const { group, name, measured, floor } = result;
  say(`${result.ok ? 'ok  ' : 'MISS'} ${group}: ${name}: ${measured}, floor ${floor}`);
};
const parts = ['lists', 'boards', 'reach', 'inbox', 'duplicates', 'changes', 'files'].filter(
  (name) => process.argv.includes(name),
);
const timed = ['sign-in', 'hidden'].filter((name) => process.argv.includes(name));
const isWhole = parts.length + timed.length === 0;

if (isWhole || timed.includes('sign-in')) await measureSignIn(500, add);
if (isWhole || timed.includes('hidden')) await measureHidden(500, add);
if (isWhole || parts.length) await measureWorkspace();

/** What needs the large workspace. */
async function measureWorkspace(): Promise<void> {
  const ground = await openServerDatabase(folder, size, say);
  const measures: Record<string, () => Promise<void>> = {
    lists: () => measureLists(ground, add),
    boards: () => measureBoards(ground, add),
    reach: () => measureReach(ground, scale, add),
    inbox: () => measureInbox(ground, 1_000_000 / scale, add),
    duplicates: () => measureDuplicates(ground, add),
    changes: () => measureChanges(ground, 100_000 / scale, add),
    files: () =>
      measureFiles(ground, { imported: 100_000 / scale, exported: 250_000 / scale }, add),
  };
  try {
    for (const [name, measure] of Object.entries(measures))
      if (isWhole || parts.includes(name)) await measure();
    if (isWhole) {
      const file = join(import.meta.dirname, small ? 'data/RESULTS-small.md' : 'RESULTS.md');
      writeFileSync(file, report(results, size, ground.firstBuild));
      say(`written to ${file}`);
    }
  } finally {
    await ground.stop();
  }
}
