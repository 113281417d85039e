import { type Address, type ContactPoint, isEmail } from '@relata/model';
import { readLabel } from '../presets/index.ts';
import { trouble } from '../trouble.ts';
import {
  cleanText,
  matchCountry,
  parseEmails,
  parsePhones,
  type Problem,
  splitValues,
} from '../values/index.ts';
import {
  cellOf,
  placeOf,
  type Reading,
  type Source,
  type Surroundings,
  type ValueReader,
} from './reader.ts';

/** Texts of a list's entries: `A ::: B` in the columns where programs write so. */
const partsOf = (cell: string, { entry }: Source): string[] =>
  entry.split && cell.includes(entry.split) ? cell.split(entry.split) : [cell];

/** What the column beside it says of a value. */
function labelIn(
  source: Source,
  reading: Reading,
  { verbatim }: Surroundings,
): { label?: string; primary: boolean } | undefined {
  if (source.labelAt === undefined) return undefined;
  const cell = reading.cells[source.labelAt] ?? '';
  if (!verbatim) return readLabel(cell);
  return cell ? { label: cell, primary: false } : { primary: false };
}

function points(
  read: (
    piece: string,
    reading: Reading,
    about: Surroundings,
  ) => { values: string[]; warnings: Problem[] },
): ValueReader {
  return (sources, reading, about) => {
    const found: ContactPoint[] = [];
    for (const source of sources) {
      const cell = cellOf(source, reading);
      if (cell === '') continue;
      const said = labelIn(source, reading, about);
      const label = said?.label ?? (source.labelAt === undefined ? source.entry.label : undefined);
      if (about.verbatim) {
        found.push({ value: cell, ...(label ? { label } : {}) });
        continue;
      }
      for (const piece of partsOf(cell, source)) {
        const { values, warnings } = read(piece, reading, about);
        for (const warning of warnings)
          reading.troubles.push(trouble('warning', warning, placeOf(source, about)));
        for (const value of values)
          found.push({
            value,
            ...(label ? { label } : {}),
            ...(said?.primary ? { primary: true } : {}),
          });
      }
    }
    return found.length ? found : undefined;
  };
}

/** What reading lets pass and the field does not would cost the whole person: it is dropped as well. */
export const emails = points((piece) => {
  const { values, warnings } = parseEmails(piece);
  const fitting = values.filter(isEmail);
  if (fitting.length === values.length) return { values, warnings };
  const dropped = values.filter((one) => !isEmail(one));
  return {
    values: fitting,
    warnings: [
      ...warnings,
      ...dropped.map((one) => ({
        code: 'email_invalid',
        message: `This is no e-mail address: ${one}`,
        values: { text: one.slice(0, 80) },
      })),
    ],
  };
});

/**
 * Numbers stay as typed; where the row says of which country they are, those without a calling code
 * get it, because elsewhere nobody could dial them.
 */
export const phones = points((piece, { country, countryTold }, about) => {
  const { values, warnings } = parsePhones(piece, country);
  const abroad = countryTold && country !== about.country;
  const found: string[] = [];
  for (const { value, e164, extension } of values) {
    // Digits of another script are digits; without any it is no number that a phone field could hold.
    const typed = /\d/.test(value);
    if (e164 && (!typed || (abroad && !/^\s*(\+|00)/.test(value))))
      found.push(`${e164}${extension ? ` ext. ${extension}` : ''}`);
    else if (typed) found.push(value);
  }
  return { values: found, warnings };
});

export const urls = points((piece) => ({ values: splitValues(piece), warnings: [] }));

/** Parts of the same label belong to one address; two columns of one part are joined by a comma. */
export const addresses: ValueReader = (sources, reading, about) => {
  const found = new Map<string, Address>();
  for (const source of sources) {
    const { entry } = source;
    const cell = cellOf(source, reading);
    const clean = about.verbatim
      ? cell
      : cleanText(cell, true)
          .split(/\s*\n\s*/)
          .join(', ');
    if (clean === '') continue;
    const key = entry.label ?? '';
    let one = found.get(key);
    if (!one) found.set(key, (one = {}));
    const part = entry.part && entry.part !== 'currency' ? entry.part : 'street';
    if (part === 'country')
      one.country = about.verbatim ? clean : countryIn(clean, source, reading, about);
    else one[part] = one[part] ? `${one[part]}, ${clean}` : clean;
    const said = labelIn(source, reading, about);
    const label =
      source.labelAt !== undefined ? said?.label : about.verbatim ? undefined : entry.label;
    if (label) one.label = label;
    if (said?.primary) one.primary = true;
  }
  const list = [...found.values()];
  return list.length ? list : undefined;
};

function countryIn(clean: string, source: Source, reading: Reading, about: Surroundings): string {
  let code = countries.get(clean);
  if (code === undefined) {
    code = matchCountry(clean) ?? '';
    if (countries.size > 2000) countries.clear();
    countries.set(clean, code);
  }
  if (!code)
    reading.troubles.push(
      trouble(
        'note',
        {
          code: 'country_unknown',
          message: `This country is not known: ${clean}`,
          values: { text: clean.slice(0, 80) },
        },
        placeOf(source, about),
      ),
    );
  return code || clean;
}

/** Country by the text of a cell, empty for none: there are few, in very many rows. */
const countries = new Map<string, string>();
