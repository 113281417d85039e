import type { DescribedObject } from '@relata/client';
import {
  isPlainObject,
  type PageLayout,
  type PageLayouts,
  type Section,
  sectionsFor,
} from '@relata/model';
import { useMe } from '../../data/session.ts';

/** The sections that this person sees of a record. */
export interface LaidOut {
  sections: readonly Section[];
  /** Somebody has arranged them: what stands first is what matters first. */
  isArranged: boolean;
}

/** How records of an object are shown to this person, by the pipeline that a record is in. */
export function useLaidOut(
  object: DescribedObject,
): (record: Readonly<Record<string, unknown>>) => LaidOut {
  const { user } = useMe();
  const personal = ownLayouts(user.preferences, object.name);
  return (record) => {
    const sections = sectionsFor(object, pipelineOf(object, record), personal);
    return { sections, isArranged: sections !== object.sections };
  };
}

/** Id of the pipeline that a record is in; null where its object has none. */
export function pipelineOf(
  object: DescribedObject,
  record: Readonly<Record<string, unknown>>,
): string | null {
  const value = object.stages?.pipeline ? record[object.stages.pipeline] : null;
  if (typeof value === 'object' && value !== null && 'id' in value) return String(value.id);
  return typeof value === 'string' ? value : null;
}

/** The layouts that somebody has made for themselves. */
export function ownLayouts(
  preferences: Readonly<Record<string, unknown>> | null,
  object: string,
): PageLayouts {
  const all = preferences?.['layouts'];
  const own = isPlainObject(all) ? all[object] : undefined;
  if (!isPlainObject(own)) return {};
  return Object.fromEntries(
    Object.entries(own).filter((entry): entry is [string, PageLayout] => isLayout(entry[1])),
  );
}

const isNames = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isLayout = (value: unknown): value is PageLayout =>
  isPlainObject(value) &&
  Array.isArray(value['sections']) &&
  value['sections'].every(
    (one) => isPlainObject(one) && typeof one['name'] === 'string' && isNames(one['fields']),
  ) &&
  (value['hidden'] === undefined || isNames(value['hidden']));
