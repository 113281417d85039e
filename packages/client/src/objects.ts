import type { ObjectLabel, PageLayouts } from '@relata/model';
import type { Call } from './transport.ts';

interface Asking {
  data: <T>(path: string, call?: Call) => Promise<T>;
}

/** An object that the workspace can shape. */
export interface ShapedObject {
  name: string;
  plural: string;
  icon: string;
  /** The workspace's own. */
  custom: boolean;
  label: ObjectLabel;
  off: boolean;
  board: { by: string; sum?: string } | null;
  layouts: PageLayouts;
  layoutForAll: boolean;
  /** The field that leads to the record above; empty: pages show only what belongs to the record itself. */
  below: string;
  /** Its pages show no activities and offer none to be planned. */
  withoutActivities: boolean;
  fieldOrder: string[];
}

export interface RemovedObject {
  name: string;
  label: ObjectLabel;
  icon: string;
  /** RFC 3339, UTC. */
  removedAt: string;
}

export interface NewObject {
  name: string;
  plural: string;
  label: ObjectLabel;
  icon?: string;
}

/** What is named changes; null takes it back. */
export interface ObjectChanges {
  label?: ObjectLabel | null;
  icon?: string | null;
  board?: { by: string; sum?: string } | null;
  layouts?: PageLayouts | null;
  layoutForAll?: boolean;
  below?: string | null;
  withoutActivities?: boolean;
  /** Its fields in the order in which forms, pages and lists show them, each within its section; others follow. */
  fieldOrder?: string[] | null;
  /** Of ours alone. */
  off?: boolean;
  /** In the navigation, from 0. */
  position?: number;
}

const at = (name: string) => `/objects/${encodeURIComponent(name)}`;

/** Objects as the workspace shapes them: for administrators to change. */
export const objectCalls = ({ data }: Asking) => ({
  objects: () => data<ShapedObject[]>('/objects'),
  removedObjects: () => data<RemovedObject[]>('/objects/removed'),
  addObject: (object: NewObject) =>
    data<ShapedObject>('/objects', { method: 'POST', body: object }),
  changeObject: (name: string, changes: ObjectChanges) =>
    data<ShapedObject>(at(name), { method: 'PATCH', body: changes }),
  /** One of the workspace's own goes with its records; of ours, what was different goes. */
  removeObject: (name: string) => data<{ name: string }>(at(name), { method: 'DELETE' }),
  restoreObject: (name: string) =>
    data<ShapedObject>(`${at(name)}/restore`, { method: 'POST', body: {} }),
});
