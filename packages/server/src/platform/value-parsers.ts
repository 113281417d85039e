import pg from 'pg';

const asText = (value: string): string => value;
/** The driver's types know only its built-in scalars; at run time any oid is answered. */
const parserOf = pg.types.getTypeParser as (
  oid: number,
  format?: 'text' | 'binary',
) => (value: string) => unknown;
const textArray = parserOf(1009);

/**
 * Numbers beyond a double, dates and times stay the text that the database wrote: a JavaScript
 * number or Date would lose digits or move the day.
 */
const kept = new Map<number, (value: string) => unknown>([
  ...[20, 1700, 1082, 1083, 1114, 1184, 1186, 1266].map((oid) => [oid, asText] as const),
  ...[1016, 1231, 1182, 1183, 1115, 1185, 1187].map((oid) => [oid, textArray] as const),
]);

/** For a connection's `types`; the process-wide parsers stay as pg-boss expects them. */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    kept.get(oid) ?? parserOf(oid, format ?? 'text'),
};
