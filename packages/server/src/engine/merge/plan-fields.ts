import { type CatalogObject, type Field, type FieldError, fold } from '@relata/model';
import { same } from '../records/draft.ts';
import { isList, united } from '../records/unite.ts';

/** A record as it is stored, with all of its fields. */
export type Loaded = Record<string, unknown> & { id: string };

/** How the records of a merge agree on a field. */
export interface FieldPlan {
  field: string;
  /**
   * `filled`: only others have it. `united`: all entries, each once. `joined`: all texts, one below the other.
   * `choose`: they differ, and one value must be chosen. `chosen`: it has been.
   */
  how: 'filled' | 'united' | 'joined' | 'choose' | 'chosen';
}

export interface Plan {
  fields: FieldPlan[];
  /** What the record that stays becomes; fields that it keeps as they are, are missing. */
  changes: Record<string, unknown>;
  /** Why it cannot be yet. */
  conflicts: FieldError[];
}

interface Merge {
  /** As everybody sees it together, and as the actor does. */
  object: CatalogObject;
  seen: CatalogObject;
  main: Loaded;
  others: readonly Loaded[];
  /** Field → id of the record whose value counts. */
  choose: Readonly<Record<string, string>>;
  country: string | null;
  /** Is a field with such a condition shown on the record that stays? */
  isShown: (field: Field) => boolean;
  /** Ids of records behind references that the actor may not see. */
  unseen: ReadonlySet<string>;
}

/** Field by field, what becomes of several records (plug §13, OO-CON-18). Pure: nothing is loaded or saved. */
export function planFields(merge: Merge): Plan {
  const plan: Plan = { fields: [], changes: {}, conflicts: [] };
  for (const name of Object.keys(merge.choose))
    if (!isMerged(merge, name) || !merge.seen.fields[name])
      plan.conflicts.push({ ...noChoice, field: name });
  for (const name of Object.keys(merge.object.fields))
    if (isMerged(merge, name)) planField(merge, name, plan);
  return plan;
}

/**
 * What the engine and actions write belongs to the record that stays, and so do its stage with all that follows from
 * it, and fields that its state does not show. Who may see it is decided by `merged-access.ts`.
 */
function isMerged({ object, isShown }: Merge, name: string): boolean {
  const field = object.fields[name];
  if (!field || field.writtenBy || field.formula || field.partOf) return false;
  if (name === 'access' || name === 'accessList') return false;
  const way = Object.values(object.stages ?? {});
  if (way.includes(name)) return false;
  const from =
    typeof field.default === 'object' && 'from' in field.default ? field.default.from : '';
  if (way.includes(from.split('.')[0] ?? '')) return false;
  return isShown(field);
}

function planField(merge: Merge, name: string, plan: Plan): void {
  const { object, main, others, choose } = merge;
  const all = [main, ...others];
  const [own, ...theirs] = all.map((one) => valueOf(merge, one, name));
  if (theirs.every((value) => isEmpty(value) || alike(own, value))) return;
  const asksMore = isList(object, name) ? together(merge, name) : null;
  // Another notation of a phone number that is there already adds nothing.
  if (asksMore && asksMore.length === entries(merge, name, [main]).length) return;
  if (isKept(merge, name, plan)) return;
  const decide = (how: FieldPlan['how'], value: unknown) => {
    plan.fields.push({ field: name, how });
    if (!same(value, main[name] ?? null)) plan.changes[name] = value;
  };
  const wait = (code: string, message: string, values?: FieldError['values']) => {
    plan.fields.push({ field: name, how: 'choose' });
    plan.conflicts.push({ field: name, code, message, ...(values && { values }) });
  };
  if (Object.hasOwn(choose, name)) {
    const chosen = all.find((one) => one.id === choose[name]);
    if (chosen) decide('chosen', valueOf(merge, chosen, name));
    else plan.conflicts.push({ ...noChoice, field: name });
    return;
  }
  const field = object.fields[name];
  const max = field?.max ?? Number.MAX_SAFE_INTEGER;
  if (asksMore) {
    if (asksMore.length <= max) return decide('united', asksMore);
    return wait('merge_too_many', `together more than ${max}: choose one`, { max });
  }
  const values = distinct([own, ...theirs]);
  if (values.length === 1) return decide('filled', values[0]);
  const text = field?.kind === 'longText' ? joined(all, name) : null;
  if (text !== null && text.length <= max) return decide('joined', text);
  wait('merge_choose', 'they differ: choose one');
}

const noChoice = { code: 'merge_no_choice', message: 'there is no such choice' };

const entries = (merge: Merge, name: string, records: readonly Loaded[]): unknown[] =>
  united(
    merge.object,
    name,
    records.map((one) => (valueOf(merge, one, name) ?? []) as unknown[]),
    merge.country,
  );

const together = (merge: Merge, name: string): unknown[] =>
  entries(merge, name, [merge.main, ...merge.others]);

const isEmpty = (value: unknown): boolean => same(value, null);

/** Texts that only differ by case, accents or blanks say the same. */
const alike = (a: unknown, b: unknown): boolean =>
  same(a, b) ||
  (typeof a === 'string' && typeof b === 'string' && !isEmpty(a) && spelt(a) === spelt(b));

const spelt = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();

function distinct(values: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const value of values)
    if (!isEmpty(value) && !found.some((one) => alike(one, value))) found.push(value);
  return found;
}

/** A value without references within the merge: nothing is its own parent. */
function valueOf({ object, main, others }: Merge, record: Loaded, name: string): unknown {
  const value = record[name] ?? null;
  const field = object.fields[name];
  if (field?.to !== object.name && field?.to !== '*') return value;
  const ids = new Set([main.id, ...others.map((one) => one.id)]);
  const within = (one: unknown) =>
    ids.has(typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : String(one));
  if (Array.isArray(value)) return value.filter((one) => !within(one));
  return within(value) ? null : value;
}

/**
 * Who merges decides over all of it: it is refused where they differ in fields that are hidden from the actor or only
 * shown to them, or by references to what they do not see (plug §13: 'CONFLICT if a field isn't accessible').
 */
function isKept({ object, seen, others, unseen }: Merge, name: string, plan: Plan): boolean {
  const field = seen.fields[name];
  const leadsAway = others.some((one) => {
    const value = one[name] ?? [];
    return (Array.isArray(value) ? value : [value]).some(
      (each) => typeof each === 'string' && unseen.has(each),
    );
  });
  if (!field || leadsAway) {
    const message = 'they differ in something that you do not see';
    if (!plan.conflicts.some(({ code }) => code === 'merge_hidden'))
      plan.conflicts.push({ field: '', code: 'merge_hidden', message });
    return true;
  }
  if (field.writtenBy === object.fields[name]?.writtenBy) return false;
  const message = 'they differ in what you may not change';
  plan.conflicts.push({ field: name, code: 'merge_read_only', message });
  return true;
}

/** The texts one below the other, each of the others under the name of its record (EP-OPP-20, EP-ACC-30). */
function joined(records: readonly Loaded[], name: string): string {
  const parts: { text: string; title: string }[] = [];
  for (const record of records) {
    const text = String(record[name] ?? '').trim();
    if (!text || parts.some((part) => spelt(part.text) === spelt(text))) continue;
    parts.push({ text, title: String(record['title'] ?? '') });
  }
  return parts.map(({ text, title }, i) => (i ? `— ${title} —\n${text}` : text)).join('\n\n');
}
