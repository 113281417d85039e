import { request } from 'node:http';
import type { Ground } from './ground.ts';
import type { Result } from './report.ts';
import { cities, firmForms, firmWords, firstNames, jobTitles, lastNames } from './words.ts';

/** A file goes in, another comes out: how fast, and how much memory the server takes for it. */
export async function measureFiles(
  ground: Ground,
  size: { imported: number; exported: number },
  add: (result: Result) => void,
): Promise<void> {
  await imports(ground, size.imported, add);
  await exports(ground, size.exported, add);
}

function file(rows: number): string {
  const run = Date.now().toString(36);
  const lines = ['First name,Last name,Job title,Company,E-mail,Phone,City,Country'];
  for (let i = 0; i < rows; i++) {
    const [city, country, prefix] = cities[i % cities.length] ?? ['', '', ''];
    // Ten people to a company.
    const nth = i % Math.ceil(rows / 10);
    const firm = `${firmWords[nth % firmWords.length]} ${run} ${nth} ${firmForms[nth % firmForms.length]}`;
    lines.push(
      [
        firstNames[(i * 7) % firstNames.length],
        lastNames[(i * 13) % lastNames.length],
        jobTitles[i % jobTitles.length],
        firm,
        `p${i}@${run}.example`,
        `${prefix}${3_000_000 + i}`,
        city,
        country,
      ].join(','),
    );
  }
  return lines.join('\n');
}

interface ImportAnswer {
  data: { id: string; status: string; result: { made: number } | null; batch: string };
}

async function imports(ground: Ground, rows: number, add: (result: Result) => void): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([file(rows)], { type: 'text/csv' }), 'people.csv');
  form.set('object', 'person');
  const base = `http://127.0.0.1:${ground.server.port}/api/v1`;
  const drafted = await fetch(`${base}/imports`, {
    method: 'POST',
    headers: ground.headers,
    body: form,
  });
  const draft = (await drafted.json()) as ImportAnswer & { data: { mapping: unknown } };
  if (!drafted.ok) throw new Error(JSON.stringify(draft));
  const started = performance.now();
  const begun = await fetch(`${base}/imports/${draft.data.id}/start`, {
    method: 'POST',
    headers: { ...ground.headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      mapping: draft.data.mapping,
      options: { duplicates: 'skip', match: ['emails'] },
    }),
  });
  if (!begun.ok) throw new Error(await begun.text());
  let most = 0;
  let state: ImportAnswer['data'];
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    most = Math.max(most, ground.server.memory());
    state = (
      (await (
        await fetch(`${base}/imports/${draft.data.id}`, { headers: ground.headers })
      ).json()) as ImportAnswer
    ).data;
  } while (state.status === 'running');
  const rate = rows / ((performance.now() - started) / 1000);
  if (state.status !== 'done' || state.result?.made !== rows)
    throw new Error(`import: ${JSON.stringify(state).slice(0, 500)}`);
  add({
    group: 'files',
    name: `import of ${rows.toLocaleString('en')} people with their companies, duplicates checked`,
    target: '≥ 5,000 rows a second',
    measured: `${Math.round(rate)} rows a second`,
    floor: '–',
    ok: rate >= 5000,
  });
  add({
    group: 'files',
    name: 'memory of the server meanwhile',
    target: '< 512 MiB',
    measured: `${Math.round(most)} MiB`,
    floor: '–',
    ok: most < 512,
  });
  await fetch(`${base}/changes/${state.batch}/undo`, { method: 'POST', headers: ground.headers });
}

async function exports(ground: Ground, rows: number, add: (result: Result) => void): Promise<void> {
  const before = ground.server.memory();
  let most = before;
  let lines = 0;
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port: ground.server.port,
        path: '/api/v1/people/export?format=csv',
        headers: ground.headers,
      },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`export gave ${answer.statusCode}`));
        answer.on('data', (part: Buffer) => {
          for (const byte of part) if (byte === 10) lines++;
          if (lines % 5000 < 200) most = Math.max(most, ground.server.memory());
          if (lines > rows) {
            answer.destroy();
            resolve();
          }
        });
        answer.on('end', resolve);
        answer.on('error', () => resolve());
      },
    );
    asking.on('error', reject);
    asking.end();
  });
  const rate = lines / ((performance.now() - started) / 1000);
  add({
    group: 'files',
    name: `export of ${rows.toLocaleString('en')} people, all fields, CSV`,
    target: '≥ 30,000 rows a second',
    measured: `${Math.round(rate)} rows a second`,
    floor: '–',
    ok: rate >= 30_000,
  });
  add({
    group: 'files',
    name: 'memory that it takes',
    target: 'flat',
    measured: `${Math.round(before)} MiB before, ${Math.round(most)} MiB at most`,
    floor: '–',
    ok: most - before < 150,
  });
}
