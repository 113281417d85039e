import { mannWhitney } from './mann-whitney.ts';
import type { Result } from './report.ts';

/** Asked before anything is measured. */
export const warmUp = 20;

interface Answer {
  /** Milliseconds. */
  took: number;
  cookie: string;
  text: string;
}

interface Asked {
  method?: 'GET' | 'POST' | 'PATCH';
  headers?: Record<string, string>;
}

let asked = 0;

/** POSTs to a server on this machine; each from another address, as behind a proxy: guesses are counted by address. */
export const asking =
  (port: number) =>
  async (
    path: string,
    body: object | undefined,
    status: number,
    { method = 'POST', headers = {} }: Asked = {},
  ): Promise<Answer> => {
    asked++;
    const from = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
    const begun = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        origin: `http://127.0.0.1:${port}`,
        'x-forwarded-for': from,
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const took = performance.now() - begun;
    if (answer.status !== status) throw new Error(`${path} gave ${answer.status}: ${text}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    return { took, cookie, text };
  };

/** Something to be asked of what is there, and of what is not. */
export interface Way {
  name: string;
  /** Milliseconds that it takes. */
  ask(isThere: boolean, i: number): Promise<number>;
  /** What makes the first pair possible; not measured. */
  before?(): Promise<unknown>;
  /** The same for the next pair. */
  after?(i: number): Promise<unknown>;
}

/** Do medians lie close, and does a Mann-Whitney test not tell the two apart? */
export async function comparePairs(group: string, way: Way, pairs: number): Promise<Result> {
  const times = { there: [] as number[], not: [] as number[] };
  await way.before?.();
  for (let i = 0; i < pairs + warmUp; i++) {
    for (const isThere of i % 2 ? [true, false] : [false, true]) {
      const took = await way.ask(isThere, i);
      if (i >= warmUp) times[isThere ? 'there' : 'not'].push(took);
    }
    await way.after?.(i);
  }
  const [there, not] = [median(times.there), median(times.not)];
  const p = mannWhitney(times.there, times.not);
  return {
    group,
    name: `${way.name}, ${pairs} pairs`,
    target: 'medians < 5 ms apart, p > 0.01',
    measured: `there ${there.toFixed(2)} ms, not ${not.toFixed(2)} ms, p ${p.toFixed(3)}`,
    floor: '–',
    ok: Math.abs(there - not) < 5 && p > 0.01,
  };
}

const median = (all: number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
