import type { FieldKind } from '@relata/model';
import { fromList, multiSelect, select, tags, user } from './choices.ts';
import { addresses, emails, phones, urls } from './contacts.ts';
import type { ValueReader } from './reader.ts';
import {
  boolean,
  date,
  dateTime,
  duration,
  longText,
  money,
  number,
  rating,
  text,
} from './single-values.ts';

export type { Reading, Source, Surroundings } from './reader.ts';

const nothing: ValueReader = () => undefined;

/** How the cells of each kind of field are read. */
export const valueReaders = {
  text,
  longText,
  number,
  integer: number,
  money,
  percent: number,
  date,
  dateTime,
  boolean,
  select,
  multiSelect,
  emails,
  phones,
  urls,
  addresses,
  link: fromList,
  links: nothing,
  user,
  files: nothing,
  audience: nothing,
  rating,
  autonumber: nothing,
  duration,
  json: nothing,
  tags,
} satisfies Record<FieldKind, ValueReader>;
