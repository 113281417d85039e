import type {
  ColumnMapping,
  DescribedObject,
  ImportPreviewRow,
  ImportProblem,
} from '@relata/client';
import { type DescribedCatalog } from '../../../data/catalog.ts';
import type { Target } from '../columns/targets.ts';

/** Columns of the preview: paths of values, in the order of the file's columns. */
export function previewPaths(
  mapping: readonly ColumnMapping[],
  rows: readonly ImportPreviewRow[],
  find: (entry: ColumnMapping) => Target | undefined,
): string[] {
  const filled = new Set(rows.flatMap((row) => Object.keys(row.values)));
  const paths = new Set<string>();
  for (const entry of mapping) for (const path of pathsOf(entry, find(entry))) paths.add(path);
  for (const path of filled) paths.add(path);
  return [...paths];
}

const nameParts = ['salutation', 'firstName', 'middleName', 'lastName'];

/** Where the values of an entry stand: a full name in its parts. */
function pathsOf(entry: ColumnMapping, target: Target | undefined): string[] {
  const field = target?.field ?? entry.field;
  if (target?.kind !== 'fullName') return [field];
  return nameParts.map((part) => (target.via ? `${target.via}.${part}` : part));
}

/** Problems of a row by the cell that they are about; under an empty path those of the whole row. */
export function problemsByPath(
  row: ImportPreviewRow,
  paths: readonly string[],
  mapping: readonly ColumnMapping[],
  find: (entry: ColumnMapping) => Target | undefined,
): Map<string, ImportProblem[]> {
  const found = new Map<string, ImportProblem[]>();
  for (const problem of row.problems) {
    const entry = mapping.find(
      (one) => one.column === problem.column && (!problem.field || one.field === problem.field),
    );
    const own =
      [problem.field ?? '', ...(entry ? pathsOf(entry, find(entry)) : [])].find((path) =>
        paths.includes(path),
      ) ?? '';
    found.set(own, [...(found.get(own) ?? []), problem]);
  }
  return found;
}

/** The field behind a path. */
export interface Place {
  /** The row's own object. */
  object: DescribedObject;
  /** The object that has the field: the same, or what `via` leads to. */
  holder: DescribedObject;
  via: string;
  name: string;
}

/** Finds the field in one of the objects, or in what it leads to. */
export function placeOf(
  catalog: DescribedCatalog,
  objects: readonly string[],
  path: string,
): Place | undefined {
  const [first = '', second] = path.split('.');
  for (const name of objects) {
    const object = catalog.objects[name];
    if (!object) continue;
    if (second === undefined && object.fields[first])
      return { object, holder: object, via: '', name: first };
    const holder = second && catalog.objects[object.fields[first]?.to ?? ''];
    if (holder && holder.fields[second]) return { object, holder, via: first, name: second };
  }
  return undefined;
}
