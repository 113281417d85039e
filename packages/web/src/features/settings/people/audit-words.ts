import type { AuditEntry } from '@relata/client';
import type { TFunction } from 'i18next';
import type { Labels } from '../../../app/language.ts';
import type { DescribedCatalog } from '../../../data/catalog.ts';

interface Reader {
  t: TFunction<['people', 'app', 'settings']>;
  labels: Labels;
  catalog: DescribedCatalog;
  list: (words: string[]) => string;
  /** What a record is called, where the page knows it. */
  titleOf: (object: string | null, record: string | null) => string | undefined;
}

/** What somebody does with records and with settings, in one word each. */
const deeds = new Map<unknown, 'added' | 'changed' | 'removed' | 'restored'>([
  ['create', 'added'],
  ['added', 'added'],
  ['update', 'changed'],
  ['changed', 'changed'],
  ['delete', 'removed'],
  ['removed', 'removed'],
  ['restore', 'restored'],
  ['restored', 'restored'],
]);

/** Pages of settings that are changed as a whole, by what the log calls them. */
const groups = new Map<unknown, 'company' | 'qualification' | 'mail'>([
  ['workspace', 'company'],
  ['leads', 'qualification'],
  ['mail', 'mail'],
]);

/** What says where an entry belongs rather than what was done. */
const aside = new Set([
  'of',
  'what',
  'field',
  'before',
  'batch',
  'fields',
  'uses',
  'kind',
  'final',
]);

/** What an entry of the log is about and what of it was changed, as people say it. */
export function auditWords(entry: AuditEntry, reader: Reader): string {
  const { t, labels, catalog, list, titleOf } = reader;
  const { object, record, details } = entry;
  const { of, what, field, fields } = details;
  const described = catalog.objects[object ?? ''];
  const partName = (part: string) => t(`audit.parts.${part}`, { defaultValue: part });
  const deed = deeds.get(what);
  const done = deed && t(`audit.did.${deed}`);
  const parts = Object.keys(details).filter((name) => !aside.has(name));
  const group = groups.get(of);
  const isSetting = of === 'field' || of === 'object' || group !== undefined;
  const about =
    of === 'field' && described
      ? `${labels.object(described, 'many')}: ${labels.field(described, String(field))}`
      : of === 'object' && object
        ? labels.object(described ?? object, 'many')
        : group
          ? t(`settings:${group}.title`)
          : [object && labels.object(described ?? object), titleOf(object, record)]
              .filter(Boolean)
              .join(': ');
  const changed =
    deed !== 'changed' && !group
      ? []
      : isSetting
        ? parts.map(partName)
        : Array.isArray(fields) && described
          ? fields.map((name) => labels.field(described, String(name)))
          : [];
  const more = isSetting || Array.isArray(fields) ? [] : parts.map((name) => plain(name, details));
  const said = [done, changed.length ? list(changed) : ''].filter(Boolean).join(': ');
  return [about, said, ...more].filter(Boolean).join(' · ');
}

function plain(name: string, details: Record<string, unknown>): string {
  const value = Object.entries(details).find(([one]) => one === name)?.[1];
  return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}
