import { cpus, totalmem } from 'node:os';
import type { Size } from './world.ts';

export interface Result {
  group: string;
  name: string;
  target: string;
  /** What was measured, in words: `p50 2.1 / p95 3.4 ms`. */
  measured: string;
  /** The same by the bare driver. */
  floor: string;
  ok: boolean;
  /** Why, where it missed. */
  note?: string;
}

/** The results as a page, misses named as such. */
export function report(results: Result[], size: Size, firstBuild: string[]): string {
  const groups = Map.groupBy(results, (result) => result.group);
  const lines = [
    '# What was measured',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, embedded PostgreSQL; the bench, the server and the database share the machine.`,
    '',
    `A workspace of ${size.people.toLocaleString('en')} people, ${size.companies.toLocaleString('en')} companies, ${size.deals.toLocaleString('en')} deals and ${size.activities.toLocaleString('en')} activities. Times are of whole HTTP requests on a connection that is kept open, warm. The floor is the same statements by the bare driver in the same run.`,
    '',
  ];
  if (firstBuild.length)
    lines.push('Made through the engine:', '', ...firstBuild.map((line) => `- ${line}`), '');
  const missed = results.filter((result) => !result.ok);
  lines.push(`${results.length - missed.length} of ${results.length} targets met.`, '');
  for (const [group, members] of groups) {
    lines.push(
      `## ${group[0]?.toUpperCase()}${group.slice(1)}`,
      '',
      '| what | target | measured | floor | |',
      '| --- | --- | --- | --- | --- |',
    );
    for (const one of members)
      lines.push(
        `| ${one.name} | ${one.target} | ${one.measured} | ${one.floor} | ${one.ok ? 'met' : `**missed**${one.note ? `: ${one.note}` : ''}`} |`,
      );
    lines.push('');
  }
  return lines.join('\n');
}

export const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
