import type { FieldKind } from '../field.ts';
import type { KindValues } from '../kind-values.ts';
import { boolean, multiSelect, select, tags } from './choice.ts';
import { addresses, emails, phones, urls } from './contact-points.ts';
import { date, dateTime } from './date.ts';
import { json } from './json.ts';
import type { Kind } from './kind.ts';
import { money } from './money.ts';
import { autonumber, duration, integer, number, percent, rating } from './number.ts';
import { audience, files, link, links, user } from './reference.ts';
import { longText, text } from './text.ts';

export { e164 } from './contact-points.ts';

const all = {
  text,
  longText,
  number,
  integer,
  money,
  percent,
  date,
  dateTime,
  boolean,
  select,
  multiSelect,
  emails,
  phones,
  urls,
  addresses,
  link,
  links,
  user,
  files,
  rating,
  autonumber,
  duration,
  json,
  tags,
  audience,
} satisfies { [K in FieldKind]: Kind<KindValues[K]> };

/** What each kind knows, for callers that hold a field of whatever kind. */
export const kinds = all as { [K in FieldKind]: Kind<unknown> };
export type { Kind, Part, PrintContext, ScalarType } from './kind.ts';
export { asText, FieldProblem } from './kind.ts';
