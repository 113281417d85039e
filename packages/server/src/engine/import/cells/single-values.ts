import { isCurrency } from '@relata/model';
import { trouble } from '../trouble.ts';
import {
  cleanText,
  isZeroDate,
  parseBirthday,
  parseBoolean,
  parseDate,
  parseDateTime,
  parseDomain,
  parseMoney,
  parseNumber,
} from '../values/index.ts';
import { cellOf, placeOf, single, translated, type ValueReader } from './reader.ts';

export const text: ValueReader = (sources, reading, about) => {
  for (const source of sources) {
    if (about.verbatim && cellOf(source, reading) !== '') return cellOf(source, reading);
    const clean = translated(cleanText(cellOf(source, reading)), source.entry);
    if (clean === '') continue;
    return about.name === 'domain' ? (parseDomain(clean) ?? clean) : clean;
  }
  return undefined;
};

/** Several columns of remarks become one text. */
export const longText: ValueReader = (sources, reading, { verbatim }) => {
  const parts = sources
    .map((source) =>
      verbatim ? cellOf(source, reading) : cleanText(cellOf(source, reading), true),
    )
    .filter(Boolean);
  return parts.length ? [...new Set(parts)].join('\n\n') : undefined;
};

export const number = single((cell, { decimal }) => parseNumber(cell, decimal));

/** Programs write 0 where nobody has rated yet. */
export const rating: ValueReader = (sources, reading, about) => {
  const value = number(sources, reading, about);
  return value === '0' ? undefined : value;
};

/** Minutes, or hours and minutes: `1:30`. */
export const duration = single((cell, { decimal }) => {
  const clock = /^\s*(\d{1,5}):([0-5]\d)\s*$/.exec(cell);
  return clock
    ? { value: String(Number(clock[1]) * 60 + Number(clock[2])) }
    : parseNumber(cell, decimal);
});

export const money: ValueReader = (sources, reading, about) => {
  const told = sources.find((source) => source.entry.part === 'currency');
  const code = told ? cleanText(cellOf(told, reading)).toUpperCase() : '';
  for (const source of sources) {
    if (source.entry.part) continue;
    const cell = cellOf(source, reading);
    if (cell === '') continue;
    const usual = isCurrency(code) ? code : (source.entry.currency ?? about.currency);
    const parsed = parseMoney(cell, source.decimal, usual);
    if (parsed.problem) {
      reading.troubles.push(trouble('error', parsed.problem, placeOf(source, about)));
      return undefined;
    }
    if (parsed.value) return parsed.value;
  }
  return undefined;
};

export const date: ValueReader = single((cell, { entry, dates }, _reading, { field }) => {
  if (entry.zeroDates === 'refuse' && isZeroDate(cell))
    return {
      problem: {
        code: 'date_impossible',
        message: `No calendar has this date: ${cell}`,
        values: { text: cell },
      },
    };
  return field.yearless ? parseBirthday(cell, dates) : parseDate(cell, dates);
});

export const dateTime = single((cell, { dates }, _reading, { timeZone }) =>
  parseDateTime(cell, dates, timeZone),
);

export const boolean = single((cell) => parseBoolean(cell));
