import { Skeleton } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Field, FieldKind } from '@relata/model';
import { type ComponentType, Suspense, useEffect, useState } from 'react';
import { lazy } from '../data/lazy.ts';
import { AddressesCell } from './addresses/cell.tsx';
import { AutonumberCell } from './autonumber/cell.tsx';
import { BooleanCell } from './boolean/cell.tsx';
import { type CellProps, type Cells, isEmpty } from './contract.ts';
import { DateCell } from './date/cell.tsx';
import { DateTimeCell } from './dateTime/cell.tsx';
import { DurationCell } from './duration/cell.tsx';
import { EmailsCell } from './emails/cell.tsx';
import type { FieldInputProps } from './field-input.tsx';
import { AudienceCell } from './audience/cell.tsx';
import { FilesCell } from './files/cell.tsx';
import { IntegerCell } from './integer/cell.tsx';
import { JsonCell } from './json/cell.tsx';
import { LinkCell } from './link/cell.tsx';
import { LinksCell } from './links/cell.tsx';
import { LongTextCell } from './longText/cell.tsx';
import { MoneyCell } from './money/cell.tsx';
import { MultiSelectCell } from './multiSelect/cell.tsx';
import { NumberCell } from './number/cell.tsx';
import { PercentCell } from './percent/cell.tsx';
import { PhonesCell } from './phones/cell.tsx';
import { RatingCell } from './rating/cell.tsx';
import { SelectCell } from './select/cell.tsx';
import { TagsCell } from './tags/cell.tsx';
import { TextCell } from './text/cell.tsx';
import { UrlsCell } from './urls/cell.tsx';
import { UserCell } from './user/cell.tsx';

export { checked, isWritable } from './check.ts';
export { isEmpty, referenceOf } from './contract.ts';
export type { FieldInputProps } from './field-input.tsx';

const all = {
  text: TextCell,
  longText: LongTextCell,
  number: NumberCell,
  integer: IntegerCell,
  money: MoneyCell,
  percent: PercentCell,
  date: DateCell,
  dateTime: DateTimeCell,
  boolean: BooleanCell,
  select: SelectCell,
  multiSelect: MultiSelectCell,
  emails: EmailsCell,
  phones: PhonesCell,
  urls: UrlsCell,
  addresses: AddressesCell,
  link: LinkCell,
  links: LinksCell,
  user: UserCell,
  files: FilesCell,
  audience: AudienceCell,
  rating: RatingCell,
  autonumber: AutonumberCell,
  duration: DurationCell,
  json: JsonCell,
  tags: TagsCell,
} satisfies Cells;

/** The wire's edge: a value fits the kind of its field. */
const cells = all as Record<FieldKind, ComponentType<CellProps>>;

interface FieldCellProps {
  object: DescribedObject;
  name: string;
  /** Looked up in the object where it is left out. */
  field?: Field | undefined;
  value: unknown;
  record?: AnyRecord | undefined;
  full?: boolean | undefined;
}

/** A value as people read it; nothing where it is empty. */
export function FieldCell({
  object,
  name,
  field = object.fields[name],
  value,
  record,
  full,
}: FieldCellProps) {
  if (!field || isEmpty(value)) return null;
  const Cell = cells[field.kind];
  return (
    <Cell object={object} name={name} field={field} value={value} record={record} full={full} />
  );
}

type Input = ComponentType<FieldInputProps>;

let loaded: Input | null = null;
const loadInput = () =>
  import('./field-input.tsx').then((module) => {
    loaded = module.FieldInput;
    return { default: module.FieldInput };
  });
const LazyInput = lazy(loadInput);

/** Fetches the inputs before anybody asks for one: once the page has come to rest. */
export const preloadInputs = (): void => void loadInput().catch(() => undefined);

/** The same beside a list: once its first records are there, which come before it. */
export function usePreloadedInputs(isReady: boolean): void {
  useEffect(() => {
    if (isReady) preloadInputs();
  }, [isReady]);
}

/**
 * A value as people change it; loaded when the first one is shown. Once it is there it is drawn at once: what React
 * waits for it keeps back for 300 ms, and whoever types meanwhile types into nothing.
 */
export function FieldInput(props: FieldInputProps) {
  const [Input] = useState<{ as: Input }>(() => ({ as: loaded ?? LazyInput }));
  return (
    <Suspense fallback={<Skeleton height={props.compact ? 30 : 60} radius="sm" />}>
      <Input.as {...props} />
    </Suspense>
  );
}
