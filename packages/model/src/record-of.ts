import type { Action, ObjectDefinition } from './object-definition.ts';
import type { Field, FieldKind } from './field.ts';
import type { ListChange, ListedKind } from './list-change.ts';

type ValueOf<F> =
  F extends Field<FieldKind, infer V, infer R> ? (R extends true ? V : V | null) : never;

/** Of several entries, what comes and what goes may be said instead of the whole. */
type ListChangeOf<F> = F extends { kind: ListedKind } ? ListChange<EntryOf<ValueOf<F>>> : never;

type EntryOf<V> = V extends readonly (infer E)[] ? E : never;

/** What every record has, whatever its object. Times are RFC 3339 UTC. */
export interface RecordBase {
  id: string;
  version: number;
  title: string;
  createdAt: string;
  createdBy: string | null;
  updatedAt: string;
  updatedBy: string | null;
}

/** The record that a definition describes, as the API gives it. */
export type RecordOf<D> =
  D extends ObjectDefinition<string, infer F, Record<string, Action>>
    ? RecordBase & { [K in keyof F]: ValueOf<F[K]> }
    : never;

/** The fields of a record that a caller may give when changing it. */
export type ChangesOf<D> =
  D extends ObjectDefinition<string, infer F, Record<string, Action>>
    ? { [K in keyof F]?: ValueOf<F[K]> | ListChangeOf<F[K]> | null }
    : never;
