import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Field, FieldKind, KindValues } from '@relata/model';
import type { ComponentType } from 'react';

/** Another record as an answer shows it: `{id, title}` where it was included, else its id alone. */
export interface Reference {
  id: string;
  title?: string;
  /** Where the field may point to any object. */
  object?: string;
}

/** Values as cells get them: references may have been expanded by `include`. */
export type ShownValues = Omit<KindValues, 'link' | 'links' | 'user' | 'files'> & {
  link: string | Reference;
  user: string | Reference;
  links: (string | Reference)[];
  files: (string | Reference)[];
};

export interface CellProps<V = unknown> {
  object: DescribedObject;
  name: string;
  field: Field;
  /** Never null: empty fields have no cell. */
  value: V;
  record?: AnyRecord | undefined;
  /** Room for everything: all entries, all lines. A table's cell and a card show one line. */
  full?: boolean | undefined;
}

export interface InputProps<V = unknown> {
  object: DescribedObject;
  name: string;
  field: Field;
  value: V | null;
  /** The record as edited so far: stages follow its pipeline, amounts its currency. */
  record?: Partial<AnyRecord> | undefined;
  onChange(value: V | null): void;
  /** A choice was made that ends the editing: an option picked, a star clicked. */
  onDone?(value: V | null): void;
  /** Shown above; without it the input is named for screen readers only. */
  label?: string | undefined;
  /** Accessible name where no label is shown. */
  ariaLabel: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  autoFocus?: boolean | undefined;
  /** Small, for cells and for fields edited in place. */
  compact?: boolean | undefined;
}

/** How an input looks and is named, whatever its value. */
export type InputLooks = Omit<
  InputProps,
  'object' | 'name' | 'field' | 'value' | 'record' | 'onChange' | 'onDone'
>;

export type Cells = { [K in FieldKind]: ComponentType<CellProps<ShownValues[K]>> };
export type Inputs = { [K in FieldKind]: ComponentType<InputProps<ShownValues[K]>> };

export const referenceOf = (value: string | Reference): Reference =>
  typeof value === 'string' ? { id: value } : value;

/** Id of a reference, whether it came with its title or not; null where there is none. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string'
    ? value.id
    : null;
}

/** A field is empty: nothing to show, nothing to sum. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);
