import { type Field, languages } from '@relata/model';
import { optionLabel } from '../../wording.ts';
import { trouble } from '../trouble.ts';
import { cleanText, nameKey, parseTags, splitValues } from '../values/index.ts';
import type { ColumnMapping } from '../presets/mapping.ts';
import {
  cellOf,
  placeOf,
  type Reading,
  type Source,
  type Surroundings,
  translated,
  type ValueReader,
} from './reader.ts';

const labels = new WeakMap<Field, Map<string, string>>();

/** Every name that a choice goes by, in all our languages, and the choice. */
function choicesOf({ field, object, name }: Surroundings): Map<string, string> {
  let known = labels.get(field);
  if (known) return known;
  known = new Map();
  for (const { value } of field.options ?? [])
    for (const called of [
      value,
      ...languages.map((language) => optionLabel(object, name, value, language)),
    ]) {
      const key = nameKey(called ?? '');
      if (key && !known.has(key)) known.set(key, value);
    }
  labels.set(field, known);
  return known;
}

/** Lists that workspaces extend take what they do not know as it is (OO-IMP-10); of the others the field says no. */
const chosen = (clean: string, entry: ColumnMapping, about: Surroundings): string => {
  const meant = translated(clean, entry);
  return choicesOf(about).get(nameKey(meant)) ?? meant;
};

export const select: ValueReader = (sources, reading, about) => {
  for (const source of sources) {
    if (about.verbatim && cellOf(source, reading) !== '') return cellOf(source, reading);
    const clean = cleanText(cellOf(source, reading));
    if (clean !== '') return chosen(clean, source.entry, about);
  }
  return undefined;
};

export const multiSelect: ValueReader = (sources, reading, about) => {
  if (about.verbatim) return toTheLetter(sources, reading);
  const found = sources.flatMap((source) =>
    splitValues(
      cellOf(source, reading),
      source.entry.split ?? (/;|:::|\n|\|/.test(cellOf(source, reading)) ? undefined : ','),
    ).map((one) => chosen(one, source.entry, about)),
  );
  return found.length ? [...new Set(found)] : undefined;
};

/** The list as it was written. */
function toTheLetter(sources: Source[], reading: Reading): string[] | undefined {
  const found = sources
    .flatMap((source) => cellOf(source, reading).split(source.entry.split ?? '\n'))
    .filter(Boolean);
  return found.length ? found : undefined;
}

export const tags: ValueReader = (sources, reading, about) => {
  if (about.verbatim) return toTheLetter(sources, reading);
  const found = new Map<string, string>();
  for (const source of sources) {
    const cell = cellOf(source, reading);
    if (cell !== '')
      for (const tag of parseTags(cell, source.entry.split))
        if (!found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag);
  }
  return found.size ? [...found.values()] : undefined;
};

/** What somebody chose in place of a text. */
const isIdText = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A name in a list of settings; within the pipeline that the row is in. */
export const fromList: ValueReader = (sources, reading, about) => {
  const { field, lists } = about;
  for (const source of sources) {
    const clean = translated(cleanText(cellOf(source, reading)), source.entry);
    if (clean === '') continue;
    if (isIdText(clean)) return clean.toLowerCase();
    const within = field.of ? reading.values[field.of] : null;
    const id = lists.find(field.to ?? '', clean, typeof within === 'string' ? within : null);
    if (id) return id;
    reading.troubles.push(
      trouble(
        'note',
        {
          code: 'name_unknown',
          message: `There is none of this name: ${clean}`,
          values: { text: clean.slice(0, 80) },
        },
        placeOf(source, about),
      ),
    );
    return undefined;
  }
  return undefined;
};

export const user: ValueReader = (sources, reading, about) => {
  for (const source of sources) {
    const clean = translated(cleanText(cellOf(source, reading)), source.entry);
    if (clean === '') continue;
    const id = isIdText(clean) ? clean.toLowerCase() : about.lists.user(clean);
    if (id) return id;
    reading.troubles.push(
      trouble(
        'note',
        {
          code: 'user_unknown',
          message: `Nobody here is called so: ${clean}`,
          values: { text: clean.slice(0, 80) },
        },
        placeOf(source, about),
      ),
    );
    return undefined;
  }
  return undefined;
};
