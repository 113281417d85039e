import { type Catalog, objectOf } from '@relata/model';
import type { Facts } from './analyse.ts';
import type { ImportOptions } from './options.ts';
import type { ColumnMapping } from './presets/mapping.ts';
import { entriesFor } from './targets.ts';

/** Something that the file leaves open. */
export interface Question {
  kind: 'dates' | 'decimal' | 'encoding' | 'sharedEmails';
  /** The column that it is about; the whole file where it is missing. */
  column?: string;
  options: { value: string; example?: string }[];
  /** The import does not start before it is answered: by `options`, or by the entry of the mapping. */
  required: boolean;
}

const open = new Set<string>(['ambiguous', 'contradicting']);
const dateKinds = new Set<string>(['date', 'dateTime']);
const numberKinds = new Set<string>([
  'number',
  'integer',
  'money',
  'percent',
  'rating',
  'duration',
]);

/** What must or may be answered before the start; columns that are not imported ask nothing. */
export function questionsOf(
  catalog: Catalog,
  object: string,
  mapping: ColumnMapping[],
  options: ImportOptions,
  facts: Facts,
  doubtful: boolean,
): Question[] {
  const questions: Question[] = [];
  if (facts.encodingUnsure && mapping.length)
    questions.push({
      kind: 'encoding',
      options: facts.encodings.map(({ encoding, example }) => ({ value: encoding, example })),
      required: true,
    });
  const objects = new Set([object, ...Object.values(options.objectBy?.values ?? {})]);
  for (const name of objects)
    for (const { entry, target } of entriesFor(catalog, objectOf(catalog, name), mapping)) {
      const kind = target.field?.kind ?? '';
      const format = facts.formats[entry.column];
      if (!format || entry.part || questions.some((one) => one.column === entry.column)) continue;
      const { column } = entry;
      if (dateKinds.has(kind) && open.has(format.dates) && !entry.dates && !options.dates)
        questions.push({
          kind: 'dates',
          column,
          options: [{ value: 'DMY' }, { value: 'MDY' }],
          required: true,
        });
      if (numberKinds.has(kind) && open.has(format.decimal) && !entry.decimal && !options.decimal)
        questions.push({
          kind: 'decimal',
          column,
          options: [{ value: ',' }, { value: '.' }],
          required: true,
        });
    }
  if (doubtful && !options.sharedEmails)
    questions.push({
      kind: 'sharedEmails',
      options: [{ value: 'same' }, { value: 'apart' }],
      required: false,
    });
  return questions;
}
