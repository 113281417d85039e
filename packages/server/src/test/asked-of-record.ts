import type { CatalogObject } from '@relata/model';
import type { Answered, Caller } from './door.ts';

export type Verb = 'read' | 'update' | 'delete' | 'create' | 'export' | 'import' | 'bulk' | 'own';

/** One address that names a record, and what it takes to be answered there. */
export interface AskedOfRecord {
  verb: Verb;
  ask(caller: Caller, object: CatalogObject, id: string): Promise<Answered>;
  only?: (object: CatalogObject) => boolean;
  /** Changes something of the caller's own: whose key only reads may not. */
  writes?: boolean;
}
