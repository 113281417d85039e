import type { FieldChanges, FieldShape, NewField, ShapedField } from '@relata/client';
import {
  type CatalogObject,
  type Default,
  type Field,
  type FieldKind,
  type Filter,
  fold,
  type Language,
  nameProblem,
  type Catalog,
  type Option,
} from '@relata/model';

export type Texts = Partial<Record<Language, string>>;

/** When a field must be filled. */
export type Requirement = 'no' | 'always' | 'from' | 'when';

/** A field as somebody is shaping it. */
export interface Draft {
  kind: FieldKind;
  /** What fills it; null: people do. */
  formula: string | null;
  to: string;
  name: string;
  label: Texts;
  help: Texts;
  options: Option[];
  requirement: Requirement;
  from: string[];
  requiredWhen: Filter;
  readOnlyWhen: Filter;
  showWhen: Filter;
  default: Default | null;
  defaultAlong: { value: unknown } | null;
  unique: boolean;
  personal: boolean;
  section: string | null;
  seenBy: string[];
  changedBy: string[];
}

export const newDraft: Draft = {
  kind: 'text',
  formula: null,
  to: 'company',
  name: '',
  label: {},
  help: {},
  options: [],
  requirement: 'no',
  from: [],
  requiredWhen: {},
  readOnlyWhen: {},
  showWhen: {},
  default: null,
  defaultAlong: null,
  unique: false,
  personal: false,
  section: null,
  seenBy: [],
  changedBy: [],
};

/** The field as it is: what we ship, with what the workspace says of it. */
export const draftOf = (name: string, field: Field, shape: ShapedField | undefined): Draft => ({
  ...newDraft,
  name,
  kind: field.kind,
  formula: field.formula ?? null,
  to: field.to ?? '',
  label: shape?.label ?? {},
  help: shape?.help ?? {},
  options: [...(field.options ?? [])],
  requirement: shape?.required
    ? 'always'
    : shape?.requiredFrom
      ? 'from'
      : shape?.requiredWhen
        ? 'when'
        : 'no',
  from: shape?.requiredFrom?.stage ?? [],
  requiredWhen: shape?.requiredWhen ?? {},
  readOnlyWhen: shape?.readOnlyWhen ?? {},
  showWhen: shape?.showWhen ?? {},
  default: shape?.default ?? null,
  defaultAlong: shape?.defaultAlong ?? null,
  unique: shape?.unique ?? false,
  personal: shape?.personal ?? false,
  section: shape?.section ?? null,
  seenBy: shape?.seenBy ?? [],
  changedBy: shape?.changedBy ?? [],
});

export const hasOptions = (kind: FieldKind): boolean => kind === 'select' || kind === 'multiSelect';

const filled = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([language, text]) =>
      text.trim() ? [[language, text.trim()]] : [],
    ),
  );
const orNull = <T extends object>(value: T): T | null => (Object.keys(value).length ? value : null);

/** What the API is told of it, each part; null: nothing is said. */
function partsOf(draft: Draft): { [P in keyof FieldShape]: FieldShape[P] | null } {
  const { requirement } = draft;
  return {
    label: orNull(filled(draft.label)),
    help: orNull(filled(draft.help)),
    options: hasOptions(draft.kind) ? cleanOptions(draft.options) : null,
    required: requirement === 'always' || null,
    requiredFrom: requirement === 'from' && draft.from.length ? { stage: draft.from } : null,
    requiredWhen: requirement === 'when' ? orNull(draft.requiredWhen) : null,
    readOnlyWhen: orNull(draft.readOnlyWhen),
    showWhen: orNull(draft.showWhen),
    default: draft.default,
    defaultAlong: draft.defaultAlong,
    unique: draft.unique || null,
    personal: draft.personal || null,
    section: draft.section,
    seenBy: draft.seenBy.length ? draft.seenBy : null,
    changedBy: draft.changedBy.length ? draft.changedBy : null,
  };
}

/** An entry that has just been added has no value yet: its words become it. */
const fresh = 'new:';
export const freshOption = (options: readonly Option[]): Option => ({
  value: `${fresh}${Math.max(0, ...options.map((one) => Number(one.value.replace(fresh, '')) || 0)) + 1}`,
});

/** Whether it has been added since the list was opened. */
export const isFresh = ({ value }: Option): boolean => value.startsWith(fresh);

/** As they are saved: without those that nobody has named. */
export function cleanOptions(options: readonly Option[]): Option[] {
  return options.flatMap(({ label, value, ...option }): Option[] => {
    const named = filled(label ?? {});
    const words = Object.values(named)[0];
    if (value.startsWith(fresh)) return words ? [{ ...option, value: words, label: named }] : [];
    return [{ ...option, value, ...(words !== undefined && { label: named }) }];
  });
}

/** What has been changed since the field was opened. */
export function changesOf(draft: Draft, start: Draft): FieldChanges {
  const before = Object.entries(partsOf(start));
  const changed = Object.entries(partsOf(draft)).filter(
    ([part, value]) =>
      JSON.stringify(value) !== JSON.stringify(before.find(([one]) => one === part)?.[1]),
  );
  return {
    ...Object.fromEntries(changed),
    ...(draft.formula !== null && draft.formula !== start.formula && { formula: draft.formula }),
  };
}

export function newFieldOf(object: string, draft: Draft, name: string): NewField {
  const { label, options, ...parts } = partsOf(draft);
  const said = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));
  return {
    ...said,
    ...{ object, name, kind: draft.kind, label: label ?? {} },
    ...(options && { options }),
    ...(draft.formula !== null && { formula: draft.formula }),
    ...((draft.kind === 'link' || draft.kind === 'links') && { to: draft.to }),
  };
}

/** `Cost centre` → `costCentre`; with a number behind it where there is such a field already. */
export function nameFor(catalog: Catalog, object: CatalogObject, label: string): string {
  const words = fold(label)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ');
  const joined = words.map((word, at) =>
    at ? word.charAt(0).toUpperCase() + word.slice(1) : word,
  );
  const plain = joined.join('').slice(0, 36);
  const base = /^[a-z]/.test(plain) ? plain : `field${plain}`;
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (nameProblem(catalog, object.name, name) === null || n > 300) return name;
  }
}
