import { type CatalogObject, may, objectOf } from '@relata/model';
import { titleOf } from '../records/derive.ts';
import type { Work } from '../work.ts';
import { type Candidate, findBySigns, matchOf, namesakeOf, signsOf } from './duplicates.ts';
import { lacking, type Plan, type ReadRow } from './read-row.ts';
import { warnerOfKept } from './warn-of-kept.ts';
import { type Trouble, trouble } from './trouble.ts';

/** A real row of the file as it would be imported. */
export interface PreviewRow {
  line: number;
  object: string;
  /** Values by path: `emails`, `company.name`. */
  values: Record<string, unknown>;
  problems: Trouble[];
  /** What is no data would be left out, what has an error refused. */
  outcome: 'make' | 'match' | 'refuse' | 'ignore';
  /** The record that is there already, or the line of the file that it doubles. */
  match?: { id: string | null; title: string; line?: number };
}

const longestShown = 300;

/** Rows as they would come out, with the records that they would meet. */
export async function previewRows(work: Work, plan: Plan, rows: ReadRow[]): Promise<PreviewRow[]> {
  const country = work.workspace.country;
  const byObject = Map.groupBy(rows, (row) => row.object.name);
  const known = new Map<string, Map<string, Candidate[]>>();
  const signs = new Map(rows.map((row) => [row, signsOf(work, row, plan.options)]));
  const warners = new Map<string, Awaited<ReturnType<typeof warnerOfKept>>>();
  for (const [name, some] of byObject) {
    const offered = some.flatMap((row) => signs.get(row) ?? []);
    const object = objectOf(work.catalog, name);
    known.set(name, await findBySigns(work, object, offered));
    warners.set(name, await warnerOfKept(work, object, offered, plan.options));
  }
  const fresh = new Map<string, Candidate[]>();
  const lines = new Map<string, number>();
  const namesakes = new Set<string>();
  return rows.map((row, at): PreviewRow => {
    const { object } = row;
    const title = titleOf(object, row.values);
    const shown: PreviewRow = {
      line: row.line,
      object: object.name,
      values: shownValues(row),
      problems: row.troubles,
      outcome: 'make',
    };
    if (row.kind !== 'data')
      return { ...shown, outcome: row.kind === 'skip' ? 'ignore' : 'refuse' };
    const lookUp = (key: string) => [
      ...(known.get(object.name)?.get(key) ?? []),
      ...(fresh.get(`${object.name}|${key}`) ?? []),
    ];
    const own = signs.get(row) ?? { keys: [], namesake: null };
    const match =
      matchOf(object, row.values, title, plan.options, country, lookUp) ??
      namesakeOf(own, known.get(object.name), namesakes);
    if (match) {
      if (match.doubtful)
        shown.problems.push(
          trouble('warning', {
            code: 'shared_address',
            message: `Somebody else has the same address: ${match.title}`,
            values: { name: match.title },
          }),
        );
      const line = lines.get(match.id);
      return {
        ...shown,
        outcome: 'match',
        match:
          line === undefined
            ? { id: match.id, title: match.title }
            : { id: null, title: match.title, line },
      };
    }
    const missing = lacking(object, row.values);
    if (missing) return { ...shown, outcome: 'refuse', problems: [...shown.problems, missing] };
    warners.get(object.name)?.(row, title);
    const id = `row ${at}`;
    lines.set(id, row.line);
    for (const key of own.keys) {
      const place = `${object.name}|${key}`;
      fresh.set(place, [...(fresh.get(place) ?? []), { id, title }]);
    }
    return shown;
  });
}

function shownValues(row: ReadRow): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  const put = (path: string, value: unknown) => {
    shown[path] =
      typeof value === 'string' && value.length > longestShown
        ? `${value.slice(0, longestShown)}…`
        : value;
  };
  for (const [name, value] of Object.entries(row.values)) put(name, value);
  for (const { via, values } of row.related)
    for (const [name, value] of Object.entries(values)) put(`${via}.${name}`, value);
  return shown;
}

/** Whether the actor may import records of this object at all. */
export const mayImport = (work: Work, object: CatalogObject): boolean =>
  may(work.actor, 'import', object) && may(work.actor, 'create', object);
