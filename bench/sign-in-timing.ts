/**
 * `node bench/sign-in-timing.ts [pairs]`: does the time that a refused sign-in takes say whether there is such an
 * address (T8 of the security targets)? 500 pairs unless told, on a server of its own: medians less than 5 ms
 * apart, and a Mann-Whitney test that does not tell the two apart (p > 0.01). Run it on a quiet machine; that the
 * same work is done for both is a test of the suite, this is the measure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

const pairs = Number(process.argv[2] ?? 500);
const port = 18_457;
const known = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
const folder = mkdtempSync(join(tmpdir(), 'relata-timing-'));
const server = await startServer(
  {
    DATA_DIR: folder,
    DATABASE_URL: '',
    RATE_LIMIT: '0',
    RELATA_ADMIN_EMAIL: known.email,
    RELATA_ADMIN_PASSWORD: known.password,
  },
  port,
);

let asked = 0;
/** Milliseconds. Each from another address, as behind a proxy: wrong guesses are counted by address. */
async function signIn(email: string, password: string, expected: number): Promise<number> {
  asked++;
  const from = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
  const begun = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ email, password }),
  });
  await answer.arrayBuffer();
  const took = performance.now() - begun;
  if (answer.status !== expected) throw new Error(`signing in gave ${answer.status}`);
  return took;
}

const median = (all: number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/** Two-sided p of the Mann-Whitney U test, by its normal approximation: good from twenty values on. */
function mannWhitney(a: number[], b: number[]): number {
  const all = [
    ...a.map((value) => ({ value, of: 'a' })),
    ...b.map((value) => ({ value, of: 'b' })),
  ].toSorted((one, other) => one.value - other.value);
  const ranks = all.reduce((sum, { of }, i) => sum + (of === 'a' ? i + 1 : 0), 0);
  const u = ranks - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  const z = Math.abs(u - mean) / deviation;
  // Abramowitz and Stegun 26.2.17; its error is below 1e-7.
  const t = 1 / (1 + 0.231_641_9 * z);
  const tail =
    t *
    (0.319_381_53 +
      t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return 2 * tail * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
}

try {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let i = -20; i < pairs; i++) {
    const wrong = { known: known.email, unknown: `nobody${i}@firm.example` };
    const order = i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const which of order) {
      const took = await signIn(wrong[which], 'not the right one at all', 401);
      // The first ones warm up.
      if (i >= 0) times[which].push(took);
    }
    // A right one clears the account, which is counted by as well.
    await signIn(known.email, known.password, 200);
  }
  const [there, not] = [median(times.known), median(times.unknown)];
  const p = mannWhitney(times.known, times.unknown);
  const isSame = Math.abs(there - not) < 5 && p > 0.01;
  process.stdout.write(
    `${isSame ? 'ok  ' : 'MISS'} known ${there.toFixed(2)} ms, unknown ${not.toFixed(2)} ms, p ${p.toFixed(3)}, ${pairs} pairs\n`,
  );
  process.exitCode = isSame ? 0 : 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
